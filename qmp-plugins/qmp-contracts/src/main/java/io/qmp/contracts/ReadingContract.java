package io.qmp.contracts;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.qmp.api.wire.Connection;
import io.qmp.api.wire.Listener;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

/** Bytes and the end of input arrive, when somebody wants them. */
interface ReadingContract extends TransportUnderTest {
    @Test
    default void bytesGoBothWays() throws Exception {
        RecordingHandler client = connect(listenRecording().address());
        RecordingHandler server = accepted().take();
        send(client, "hello");
        send(server, "good morning");
        assertEquals("hello", server.text(5));
        assertEquals("good morning", client.text(12));
    }

    /** Sends as much as goes without anybody reading. */
    private int sendUntilStuck(SocketChannel socket, ByteBuffer bytes) throws IOException {
        socket.configureBlocking(false);
        int before = bytes.position();
        for (int stuck = 0; stuck < 100 && bytes.hasRemaining(); stuck++) {
            if (socket.write(bytes) > 0) {
                stuck = 0;
            }
            onLoop(() -> {}); // a turn in which it might read, if it did
        }
        socket.configureBlocking(true);
        return bytes.position() - before;
    }

    @Test
    default void nothingIsReadUntilThereIsAHandler() throws Exception {
        BlockingQueue<Connection> unserved = new LinkedBlockingQueue<>();
        byte[] flood = TransportUnderTest.flood();
        try (SocketPeer peer = SocketPeer.connect(listen(unserved::add).address())) {
            Connection connection = unserved.take();
            ByteBuffer rest = ByteBuffer.wrap(flood);
            assertTrue(sendUntilStuck(peer.socket(), rest) < FLOOD);
            RecordingHandler server = onLoop(() -> new RecordingHandler(connection));
            peer.send(rest);
            assertArrayEquals(flood, server.bytes(FLOOD).join());
        }
    }

    @Test
    default void aPauseSlowsThePeerDownAndLosesNothing() throws Exception {
        byte[] flood = TransportUnderTest.flood();
        try (SocketPeer peer = SocketPeer.connect(listenRecording().address())) {
            RecordingHandler server = accepted().take();
            ByteBuffer rest = ByteBuffer.wrap(flood);
            peer.send(rest.duplicate().limit(1));
            rest.position(1);
            server.bytes(1).join();
            onLoop(server.connection()::pause);
            assertTrue(sendUntilStuck(peer.socket(), rest) < FLOOD);
            onLoop(server.connection()::resume);
            peer.send(rest);
            assertArrayEquals(flood, server.bytes(FLOOD).join());
        }
    }

    @Test
    default void aPeerThatHasEndedItsOutputGetsItsReplies() throws Exception {
        try (SocketPeer peer = SocketPeer.connect(listenRecording().address())) {
            RecordingHandler server = accepted().take();
            peer.send("question");
            peer.endOutput();
            server.whenInputEnded().join();
            assertEquals("question", server.text(8));
            send(server, "the answer");
            assertEquals("the answer", peer.receive(10));
            send(server, ", and more");
            onLoop(server.connection()::close);
            assertEquals(", and more", new String(peer.receiveToEnd(), US_ASCII));
            assertEquals(Optional.empty(), server.whenClosed().join());
        }
    }

    @Test
    default void theEndOfInputIsToldAfterAPauseAndAfterTheBytes() throws Exception {
        try (SocketPeer peer = SocketPeer.connect(listenRecording().address())) {
            RecordingHandler server = accepted().take();
            onLoop(server.connection()::pause);
            peer.send("question");
            peer.endOutput();
            onLoop(server.connection()::resume);
            server.whenInputEnded().join();
            assertEquals(8, onLoop(server::count));
            onLoop(server.connection()::pause);
            onLoop(server.connection()::resume);
            onLoop(server.connection()::close);
            assertEquals(0, peer.receiveToEnd().length);
            assertEquals(Optional.empty(), server.whenClosed().join());
        }
    }

    @Test
    default void aPeerThatIsGoneBeforeThereIsAHandlerIsHeardOut() throws Exception {
        BlockingQueue<Connection> unserved = new LinkedBlockingQueue<>();
        Listener listener = listen(unserved::add);
        try (SocketPeer peer = SocketPeer.connect(listener.address())) {
            peer.send("last words");
        }
        Connection connection = unserved.take();
        RecordingHandler server = onLoop(() -> new RecordingHandler(connection));
        server.whenInputEnded().join();
        assertEquals("last words", server.text(10));
        onLoop(connection::close);
        assertEquals(Optional.empty(), server.whenClosed().join());
    }
}
