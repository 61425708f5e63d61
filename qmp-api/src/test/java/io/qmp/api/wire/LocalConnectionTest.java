package io.qmp.api.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LocalConnectionTest {
    private final ManualEventLoop loop = new ManualEventLoop(Instant.EPOCH);
    private final LocalConnection.Ends ends = LocalConnection.open(loop, "client", "server");
    private final Recorder client = new Recorder();
    private final Recorder server = new Recorder();

    @Test
    void deliversWhatWasFlushedInOrder() {
        listen();
        write(ends.first(), "a");
        write(ends.first(), "b");
        loop.runPending();
        assertEquals(List.of(), server.seen);

        ends.first().flush();
        loop.runPending();
        assertEquals(List.of("a", "b"), server.seen);
        assertEquals(0, ends.first().pendingBytes());
    }

    @Test
    void keepsWhatArrivesBeforeAnybodyListens() {
        write(ends.first(), "early");
        ends.first().flush();
        loop.runPending();
        assertEquals(5, ends.first().pendingBytes());

        listen();
        loop.runPending();
        assertEquals(List.of("early"), server.seen);
    }

    @Test
    void holdsBytesBackWhilePaused() {
        listen();
        ends.second().pause();
        write(ends.first(), "x");
        ends.first().flush();
        loop.runPending();
        assertEquals(List.of(), server.seen);

        ends.second().resume();
        loop.runPending();
        assertEquals(List.of("x"), server.seen);
    }

    @Test
    void closingDeliversWhatWasWrittenFirst() {
        listen();
        write(ends.first(), "last words");
        ends.first().close();
        write(ends.first(), "too late");
        loop.runPending();

        assertEquals(List.of("last words", "input ended", "closed"), server.seen);
        assertEquals(List.of("closed"), client.seen);
    }

    @Test
    void closingWaitsForAPausedReader() {
        listen();
        ends.second().pause();
        write(ends.first(), "x");
        ends.first().close();
        loop.runPending();
        assertEquals(List.of(), client.seen);

        ends.second().resume();
        loop.runPending();
        assertEquals(List.of("x", "input ended", "closed"), server.seen);
        assertEquals(List.of("closed"), client.seen);
    }

    @Test
    void aHalfClosedConnectionStillCarriesTheOtherWay() {
        listen();
        write(ends.first(), "question");
        ends.first().shutdownOutput();
        loop.runPending();
        write(ends.second(), "answer");
        ends.second().close();
        loop.runPending();

        assertEquals(List.of("question", "input ended", "closed"), server.seen);
        assertEquals(List.of("answer", "input ended", "closed"), client.seen);
    }

    @Test
    void abortingLosesWhatWasWritten() {
        listen();
        ends.second().pause();
        write(ends.first(), "x");
        ends.first().flush();
        ends.first().abort();
        ends.first().abort();
        loop.runPending();

        assertEquals(List.of("input ended", "closed"), server.seen);
        assertEquals(List.of("closed"), client.seen);
    }

    private void listen() {
        ends.first().handler(client);
        ends.second().handler(server);
    }

    private static void write(Connection connection, String text) {
        connection.write(ByteBuffer.wrap(text.getBytes(US_ASCII)));
    }

    private static final class Recorder implements ConnectionHandler {
        private final List<String> seen = new ArrayList<>();

        @Override
        public void received(ByteBuffer bytes) {
            seen.add(US_ASCII.decode(bytes).toString());
        }

        @Override
        public void inputEnded() {
            seen.add("input ended");
        }

        @Override
        public void closed(@Nullable Throwable cause) {
            seen.add("closed");
        }
    }
}
