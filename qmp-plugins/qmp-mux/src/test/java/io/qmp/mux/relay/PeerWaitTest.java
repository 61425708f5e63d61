package io.qmp.mux.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.error.ConnectFailedException;
import io.qmp.api.error.NegotiationException;
import io.qmp.api.local.ManualEventLoop;
import io.qmp.api.log.RateLimitedLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the log says of a peer that is awaited, and which failures are no reason to go on. */
class PeerWaitTest {
    private final ManualEventLoop loop = new ManualEventLoop(Instant.parse("2026-01-01T00:00:00Z"));
    private final Texts log = new Texts();
    private final PeerWait wait = new PeerWait(loop, new RateLimitedLog(log, loop::nanoTime), "unix:/run/vm.qmp");

    /** A logger that keeps texts. */
    private static final class Texts implements System.Logger {
        final List<String> all = new ArrayList<>();

        @Override
        public String getName() {
            return "test";
        }

        @Override
        public boolean isLoggable(Level level) {
            return true;
        }

        @Override
        public void log(Level level, @Nullable ResourceBundle bundle, String text, @Nullable Throwable thrown) {
            all.add(level + " " + text);
        }

        @Override
        public void log(Level level, @Nullable ResourceBundle bundle, String format, Object... params) {
            all.add(level + " " + format);
        }
    }

    @Test
    void longWaitIsLoggedAndItsEndToo() {
        wait.begins();
        loop.advance(PeerWait.QUIET.minusMillis(1));
        assertThat(log.all).isEmpty();
        loop.advance(PeerWait.QUIET);
        assertThat(log.all)
                .containsExactly("WARNING waiting for unix:/run/vm.qmp: it is not there, or it serves another client");
        wait.succeeded();
        loop.advance(PeerWait.QUIET);
        assertThat(log.all).hasSize(2).last().asString().isEqualTo("WARNING connected to unix:/run/vm.qmp");
    }

    @Test
    void shortWaitIsNotLogged() {
        wait.begins();
        wait.succeeded();
        loop.advance(PeerWait.QUIET);
        assertThat(log.all).isEmpty();
    }

    @Test
    void peerThatRefusesIsNotWaitedFor() {
        assertThat(PeerWait.mayStillSucceed(new NegotiationException("it has ended before it was ready")))
                .isTrue();
        assertThat(PeerWait.mayStillSucceed(
                        new NegotiationException("it refused", CommandFailedException.generic("no"))))
                .isFalse();
        assertThat(PeerWait.mayStillSucceed(new ConnectFailedException("permission denied")))
                .isFalse();
    }
}
