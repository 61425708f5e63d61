package io.qmp.server.monitor;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.qmp.api.error.WrongStateException;
import io.qmp.api.local.LocalConnection;
import io.qmp.api.local.ManualEventLoop;
import io.qmp.api.log.RateLimitedLog;
import io.qmp.api.wire.ConnectionHandler;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MonitorTest {
    private final List<String> refused = new ArrayList<>();
    private final ManualEventLoop loop = new ManualEventLoop(Instant.EPOCH);
    private final List<Served> served = new ArrayList<>();
    private final Monitor monitor = new Monitor(
            "m0",
            MonitorAddress.device("unix:m0"),
            1,
            new WaitingClients(
                    2, new RateLimitedLog(System.getLogger("io.qmp.server.monitor"), loop::nanoTime), refused::add),
            (connection, at) -> {
                Served session = new Served();
                connection.handler(session);
                served.add(session);
                return session;
            });
    private final CompletableFuture<Void> first = monitor.firstClient().toCompletableFuture();

    /** What a session hears. */
    private static final class Served implements ConnectionHandler {
        private final StringBuilder heard = new StringBuilder();

        @Override
        public void received(ByteBuffer bytes) {
            heard.append(US_ASCII.decode(bytes));
        }

        @Override
        public void inputEnded() {
            heard.append('.');
        }

        @Override
        public void closed(@Nullable Throwable cause) {
            heard.append('!');
        }
    }

    /** The far end of a connection that has arrived. */
    private final class Client implements ConnectionHandler {
        private final LocalConnection connection;
        private boolean closed;

        Client() {
            LocalConnection.Ends ends = LocalConnection.open(loop, "client", "server");
            connection = ends.first();
            connection.handler(this);
            monitor.arrived(ends.second());
            loop.runPending();
        }

        Client send(String text) {
            connection.write(ByteBuffer.wrap(text.getBytes(US_ASCII)));
            connection.flush();
            loop.runPending();
            return this;
        }

        void endInput() {
            connection.shutdownOutput();
            loop.runPending();
        }

        void close() {
            connection.close();
            loop.runPending();
        }

        @Override
        public void received(ByteBuffer bytes) {}

        @Override
        public void inputEnded() {}

        @Override
        public void closed(@Nullable Throwable cause) {
            closed = true;
        }
    }

    @Test
    void tellsOfTheFirstClient() {
        assertThat(first.isDone()).isFalse();
        new Client();

        assertThat(first.isDone()).isTrue();
        monitor.close();
        first.join();
    }

    @Test
    void tellsThatNoClientCame() {
        monitor.close();

        var failure = assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(first::join)
                .actual();
        assertThat(failure.getCause() instanceof WrongStateException).isTrue();
    }

    @Test
    void whatAWaitingClientSendsIsForItsSession() {
        new Client();
        Client second = new Client().send("one ").send("two ");
        assertThat(served.size()).isEqualTo(1);

        leave();
        assertThat(served.get(1).heard.toString()).isEqualTo("one two ");
        second.send("three");
        assertThat(served.get(1).heard.toString()).isEqualTo("one two three");
    }

    @Test
    void aWaitingClientThatSendsMuchIsSlowedDownAndLosesNothing() {
        new Client();
        String much = "x".repeat(WaitingClient.LIMIT);
        Client second = new Client().send(much).send("rest");
        assertThat(second.connection.pendingBytes()).isEqualTo("rest".length());

        leave();
        assertThat(served.get(1).heard.toString()).isEqualTo(much + "rest");
    }

    @Test
    void moreThanMayWaitAreTurnedAway() {
        new Client();
        Client second = new Client();
        Client third = new Client();
        assertThat(new Client().closed).isTrue();

        second.close();
        Client fifth = new Client();
        assertThat(third.closed || fifth.closed).isFalse();
        assertThat(new Client().closed).isTrue();
        assertThat(refused).containsExactly("m0", "m0");
    }

    @Test
    void aWaitingClientThatClosesIsLetGoAtOnce() {
        new Client();
        new Client().close();
        new Client().send("left").close();
        new Client().send("here");

        leave();
        assertThat(served.get(1).heard.toString()).isEqualTo("here");
    }

    @Test
    void aWaitingClientThatEndsItsInputHavingSentNothingIsLetGo() {
        new Client();
        Client second = new Client();
        second.endInput();

        assertThat(second.closed).isTrue();
    }

    @Test
    void aWaitingClientThatEndsItsInputHavingSentSomethingIsServed() {
        new Client();
        Client second = new Client().send("ask");
        second.endInput();
        assertThat(second.closed).isFalse();

        leave();
        assertThat(served.get(1).heard.toString()).isEqualTo("ask.");
    }

    @Test
    void theEndTurnsAllAwayThatWait() {
        Client first = new Client();
        Client second = new Client().send("ask");
        monitor.close();
        loop.runPending();

        assertThat(second.closed).isTrue();
        assertThat(first.closed).isFalse();
    }

    private void leave() {
        monitor.left(true);
        loop.runPending();
    }
}
