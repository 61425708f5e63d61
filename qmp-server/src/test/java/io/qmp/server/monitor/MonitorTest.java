package io.qmp.server.monitor;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
    private final ManualEventLoop loop = new ManualEventLoop(Instant.EPOCH);
    private final List<Served> served = new ArrayList<>();
    private final Monitor monitor = new Monitor(
            "m0",
            "unix:m0",
            1,
            new WaitingClients(2, new RateLimitedLog(System.getLogger("io.qmp.server.monitor"), loop::nanoTime)),
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
        assertFalse(first.isDone());
        new Client();

        assertTrue(first.isDone());
        monitor.close();
        first.join();
    }

    @Test
    void tellsThatNoClientCame() {
        monitor.close();

        var failure = assertThrows(CompletionException.class, first::join);
        assertTrue(failure.getCause() instanceof WrongStateException);
    }

    @Test
    void whatAWaitingClientSendsIsForItsSession() {
        new Client();
        Client second = new Client().send("one ").send("two ");
        assertEquals(1, served.size());

        leave();
        assertEquals("one two ", served.get(1).heard.toString());
        second.send("three");
        assertEquals("one two three", served.get(1).heard.toString());
    }

    @Test
    void aWaitingClientThatSendsMuchIsSlowedDownAndLosesNothing() {
        new Client();
        String much = "x".repeat(WaitingClient.LIMIT);
        Client second = new Client().send(much).send("rest");
        assertEquals("rest".length(), second.connection.pendingBytes());

        leave();
        assertEquals(much + "rest", served.get(1).heard.toString());
    }

    @Test
    void moreThanMayWaitAreTurnedAway() {
        new Client();
        Client second = new Client();
        Client third = new Client();
        assertTrue(new Client().closed);

        second.close();
        Client fifth = new Client();
        assertFalse(third.closed || fifth.closed);
        assertTrue(new Client().closed);
    }

    @Test
    void aWaitingClientThatClosesIsLetGoAtOnce() {
        new Client();
        new Client().close();
        new Client().send("left").close();
        new Client().send("here");

        leave();
        assertEquals("here", served.get(1).heard.toString());
    }

    @Test
    void aWaitingClientThatEndsItsInputHavingSentNothingIsLetGo() {
        new Client();
        Client second = new Client();
        second.endInput();

        assertTrue(second.closed);
    }

    @Test
    void aWaitingClientThatEndsItsInputHavingSentSomethingIsServed() {
        new Client();
        Client second = new Client().send("ask");
        second.endInput();
        assertFalse(second.closed);

        leave();
        assertEquals("ask.", served.get(1).heard.toString());
    }

    @Test
    void theEndTurnsAllAwayThatWait() {
        Client first = new Client();
        Client second = new Client().send("ask");
        monitor.close();
        loop.runPending();

        assertTrue(second.closed);
        assertFalse(first.closed);
    }

    private void leave() {
        monitor.left();
        loop.runPending();
    }
}
