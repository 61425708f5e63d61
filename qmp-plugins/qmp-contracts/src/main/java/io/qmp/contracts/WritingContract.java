package io.qmp.contracts;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
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
            CompletableFuture<byte[]> read = receive(peer, FLOOD);
            assertArrayEquals(flood, read.join());
            server.whenDrained().join();
            assertEquals(0, onLoop(server.connection()::pendingBytes));
        }
    }

    @Test
    default void sharedBytesAreSentInTheirPlace() throws Exception {
        ByteBuffer shared = shared();
        int length = shared.remaining();
        ByteBuffer expected = ByteBuffer.allocate(3 * (length + 9) + 4);
        try (SocketPeer peer = SocketPeer.connect(listenRecording().address())) {
            RecordingHandler server = accepted().take();
            onLoop(() -> {
                for (String before : List.of("first", "other", "third")) {
                    server.connection().write(TransportUnderTest.ascii(before));
                    server.connection().writeShared(shared);
                    server.connection().writeShared(TransportUnderTest.ascii("more"));
                    expected.put(before.getBytes(US_ASCII))
                            .put(shared.duplicate())
                            .put("more".getBytes(US_ASCII));
                }
                assertEquals(length, shared.remaining());
                assertEquals(3 * (length + 9), server.connection().pendingBytes());
                server.connection().flush();
                assertTrue(server.connection().pendingBytes() > 0);
                server.connection().write(TransportUnderTest.ascii("last"));
                expected.put("last".getBytes(US_ASCII));
                server.connection().flush();
            });
            assertArrayEquals(
                    expected.array(), receive(peer, expected.capacity()).join());
            server.whenDrained().join();
            assertEquals(0, onLoop(server.connection()::pendingBytes));
        }
    }

    @Test
    default void sharedBytesThatWereNotTakenAreSentBeforeTheEnd() throws Exception {
        ByteBuffer shared = shared();
        byte[] expected = new byte[shared.remaining()];
        shared.duplicate().get(expected);
        try (SocketPeer peer = SocketPeer.connect(listenRecording().address())) {
            RecordingHandler server = accepted().take();
            onLoop(() -> {
                server.connection().writeShared(shared);
                server.connection().close();
                server.connection().writeShared(shared); // too late
            });
            assertArrayEquals(expected, peer.receiveToEnd());
            peer.leave();
            assertEquals(Optional.empty(), server.whenClosed().join());
        }
    }

    @Test
    default void sharedBytesAreDroppedWithTheConnection() throws Exception {
        ByteBuffer shared = shared();
        try (SocketPeer peer = SocketPeer.connect(listenRecording().address())) {
            RecordingHandler server = accepted().take();
            onLoop(() -> {
                server.connection().writeShared(shared);
                server.connection().flush();
                server.connection().writeShared(shared);
                server.connection().abort();
            });
            assertEquals(Optional.empty(), server.whenClosed().join());
            assertEquals(0, onLoop(server.connection()::pendingBytes));
            peer.leave();
        }
    }

    /** {@return many bytes outside of the heap, read-only} */
    private static ByteBuffer shared() {
        return ByteBuffer.allocateDirect(FLOOD / 2)
                .put(TransportUnderTest.flood(), 0, FLOOD / 2)
                .flip()
                .asReadOnlyBuffer();
    }

    /** {@return a number of bytes, when the peer has read them} */
    private static CompletableFuture<byte[]> receive(SocketPeer peer, int count) {
        return CompletableFuture.supplyAsync(() -> {
            ByteBuffer all = ByteBuffer.allocate(count);
            try {
                while (all.hasRemaining() && peer.socket().read(all) >= 0) {
                    // Until everything is there.
                }
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            return all.array();
        });
    }
}
