package io.qmp.contracts;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Bytes are queued, counted and sent. */
interface WritingContract extends TransportUnderTest {
    @Test
    default void whatIsWrittenIsCopiedAtOnce() throws Exception {
        RecordingHandler client = connect(listenRecording().address());
        ByteBuffer reused = TransportUnderTest.ascii("first");
        onLoop(() -> {
            client.connection().write(reused);
            assertEquals(5, reused.remaining());
            reused.put(0, "other".getBytes(US_ASCII));
            client.connection().write(reused);
            client.connection().flush();
        });
        assertEquals("firstother", accepted().take().text(10));
    }

    @Test
    default void pendingBytesAreThoseThatWereNotTakenYet() throws Exception {
        RecordingHandler client = connect(listenRecording().address());
        assertEquals(0, onLoop(client.connection()::pendingBytes));
        onLoop(() -> client.connection().write(TransportUnderTest.ascii("hello")));
        assertEquals(5, onLoop(client.connection()::pendingBytes));
        onLoop(client.connection()::flush);
        assertEquals(0, onLoop(client.connection()::pendingBytes));
        assertEquals("hello", accepted().take().text(5));
    }

    @Test
    default void aSlowReaderGetsEverythingAndThenTheWriterIsTold() throws Exception {
        byte[] flood = TransportUnderTest.flood();
        try (SocketPeer peer = SocketPeer.connect(listenRecording().address())) {
            RecordingHandler server = accepted().take();
            onLoop(() -> {
                for (int i = 0; i < FLOOD; i += 1 << 12) {
                    server.connection().write(ByteBuffer.wrap(flood, i, 1 << 12));
                }
                assertEquals(FLOOD, server.connection().pendingBytes());
                server.connection().flush();
                assertTrue(server.connection().pendingBytes() > 0);
                assertFalse(server.whenDrained().isDone());
            });
            CompletableFuture<byte[]> read = CompletableFuture.supplyAsync(() -> {
                ByteBuffer all = ByteBuffer.allocate(FLOOD);
                try {
                    while (all.hasRemaining() && peer.socket().read(all) >= 0) {
                        // Until everything is there.
                    }
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
                return all.array();
            });
            assertArrayEquals(flood, read.join());
            server.whenDrained().join();
            assertEquals(0, onLoop(server.connection()::pendingBytes));
        }
    }
}
