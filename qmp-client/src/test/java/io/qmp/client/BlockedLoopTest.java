package io.qmp.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.value.QmpObject;
import io.qmp.contracts.ScriptedPeer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Code of the user that blocks the event loop is named in the log. */
class BlockedLoopTest {
    private final ScriptedPeer peer = new ScriptedPeer();
    private final BlockingQueue<String> warnings = new LinkedBlockingQueue<>();
    private final QmpClient client = Clients.running(
            peer,
            QmpClient.builder()
                    .loggers(name -> new Warnings())
                    .options(ClientOptions.DEFAULT.withConnectionLimits(
                            ConnectionLimits.DEFAULT.withBlockedLoop(Duration.ofMillis(20)))));

    /** Blocks until it is named, while the loop's clock goes on. */
    private String blockedUntilNamed() throws InterruptedException {
        @Nullable String warning = null;
        for (int waits = 0; warning == null && waits < 60_000; waits++) {
            peer.loop().advance(Duration.ofMillis(10));
            warning = warnings.poll(1, TimeUnit.MILLISECONDS);
        }
        return String.valueOf(warning);
    }

    @Test
    void listenerToEventsIsNamed() {
        List<String> named = new ArrayList<>();
        client.listen(event -> {
            try {
                named.add(blockedUntilNamed());
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        peer.event("RESET");
        assertThat(named.get(0)).startsWith("client: a listener to events has blocked the event loop for ");
    }

    @Test
    void dependentOfACommandIsNamed() {
        var named = client.execute("query-status", QmpObject.EMPTY).thenApply(result -> {
            try {
                return blockedUntilNamed();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        peer.answer("{}");
        assertThat(named.join()).startsWith("server: what depends on the reply to query-status has blocked");
    }

    private final class Warnings implements System.Logger {
        @Override
        public String getName() {
            return "warnings";
        }

        @Override
        public boolean isLoggable(Level level) {
            return level == Level.WARNING;
        }

        @Override
        public void log(Level level, @Nullable ResourceBundle bundle, String text, @Nullable Throwable cause) {
            warnings.add(text);
        }

        @Override
        public void log(Level level, @Nullable ResourceBundle bundle, String format, Object... arguments) {
            warnings.add(format);
        }
    }
}
