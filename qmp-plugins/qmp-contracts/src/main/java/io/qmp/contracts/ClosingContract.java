package io.qmp.contracts;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.qmp.api.error.ConnectFailedException;
import io.qmp.api.wire.ConnectOptions;
import io.qmp.api.wire.Listener;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** Connections end, in order or at once, by either side or with the transport. */
interface ClosingContract extends TransportUnderTest {
    @Test
    default void closingSendsWhatWasQueuedFirst() throws Exception {
        byte[] flood = TransportUnderTest.flood();
        try (SocketPeer peer = SocketPeer.connect(listenRecording().address())) {
            RecordingHandler server = accepted().take();
            onLoop(() -> {
                server.connection().write(ByteBuffer.wrap(flood));
                server.connection().close();
                server.connection().write(TransportUnderTest.ascii("too late"));
                server.connection().close();
            });
            assertFalse(server.whenClosed().isDone());
            assertArrayEquals(flood, peer.receiveToEnd());
            peer.leave();
            assertEquals(Optional.empty(), server.whenClosed().join());
            assertEquals(0, onLoop(server.connection()::pendingBytes));
        }
    }

    @Test
    default void closingOverUnreadInputLosesNoReplies() throws Exception {
        try (SocketPeer peer = SocketPeer.connect(listenRecording().address())) {
            RecordingHandler server = accepted().take();
            onLoop(server.connection()::pause);
            peer.send("more than will ever be read");
            onLoop(() -> {
                server.connection().write(TransportUnderTest.ascii("bye"));
                server.connection().close();
            });
            assertEquals("bye", new String(peer.receiveToEnd(), US_ASCII));
            peer.leave();
            assertEquals(Optional.empty(), server.whenClosed().join());
            assertEquals(0, onLoop(server::count));
        }
    }

    @Test
    default void closingDoesNotWaitForAPeerThatStays() throws Exception {
        try (SocketPeer peer = SocketPeer.connect(listenRecording().address())) {
            RecordingHandler server = accepted().take();
            onLoop(server.connection()::close);
            assertEquals(Optional.empty(), server.whenClosed().join());
            assertEquals(0, peer.receiveToEnd().length);
        }
    }

    @Test
    default void abortingDropsWhatWasQueued() throws Exception {
        try (SocketPeer peer = SocketPeer.connect(listenRecording().address())) {
            RecordingHandler server = accepted().take();
            onLoop(() -> {
                server.connection().write(ByteBuffer.wrap(TransportUnderTest.flood()));
                server.connection().flush();
                server.connection().write(TransportUnderTest.ascii("not flushed"));
                server.connection().close();
                server.connection().abort();
                server.connection().abort();
            });
            assertEquals(Optional.empty(), server.whenClosed().join());
            assertEquals(0, onLoop(server.connection()::pendingBytes));
            onLoop(server.connection()::abort);
            peer.leave();
        }
    }

    @Test
    default void aPeerThatVanishesWhileWeWriteIsACause() throws Exception {
        byte[] flood = TransportUnderTest.flood();
        SocketPeer peer = SocketPeer.connect(listenRecording().address());
        RecordingHandler server = accepted().take();
        onLoop(() -> {
            server.connection().write(ByteBuffer.wrap(flood));
            server.connection().flush();
        });
        peer.leave();
        assertInstanceOf(IOException.class, server.whenClosed().join().orElse(null));
        assertEquals(0, onLoop(server.connection()::pendingBytes));
        assertFalse(server.whenDrained().isDone(), "what was lost was not sent");
        send(server, "into the void");
    }

    @Test
    default void aResetIsACause() throws Exception {
        SocketPeer peer = SocketPeer.connect(listenRecording().address());
        RecordingHandler server = accepted().take();
        send(server, "will not be read");
        peer.reset();
        assertInstanceOf(IOException.class, server.whenClosed().join().orElse(null));
    }

    @Test
    default void closingTheTransportClosesEverythingElseFirst() throws Exception {
        Listener listener = listenRecording();
        RecordingHandler client = connect(listener.address());
        RecordingHandler server = accepted().take();
        onLoop(() -> server.connection().write(TransportUnderTest.ascii("last words")));
        Thread completing = TransportUnderTest.await(transport().close().thenApply(closed -> Thread.currentThread()));
        assertFalse(completing.getName().contains("eventloop"), completing.getName());
        assertEquals(Optional.empty(), client.whenClosed().join());
        assertEquals(Optional.empty(), server.whenClosed().join());
        assertTrue(server.whenClosed().isDone());
        TransportUnderTest.await(transport().close());
        assertThrows(IOException.class, () -> SocketPeer.connect(listener.address()));
        assertThrows(RejectedExecutionException.class, () -> loop().execute(() -> {}));
        assertInstanceOf(
                ConnectFailedException.class,
                assertThrows(
                                CompletionException.class,
                                () -> TransportUnderTest.await(
                                        transport().connect(listener.address(), ConnectOptions.DEFAULT, loop())))
                        .getCause());
        assertThrows(IllegalStateException.class, transport()::newEventLoop);
    }

    @Test
    default void closingTheTransportDoesNotWaitForPeersThatDoNotRead() throws Exception {
        try (SocketPeer peer = SocketPeer.connect(listenRecording().address())) {
            RecordingHandler server = accepted().take();
            onLoop(() -> {
                server.connection().write(ByteBuffer.wrap(TransportUnderTest.flood()));
                server.connection().flush();
            });
            TransportUnderTest.await(transport().close());
            assertTrue(server.whenClosed().isDone());
            peer.leave();
        }
    }
}
