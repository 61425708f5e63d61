package io.qmp.contracts;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.qmp.api.Experimental;
import io.qmp.api.error.ConnectFailedException;
import io.qmp.api.wire.ConnectOptions;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.ConnectionHandler;
import io.qmp.api.wire.ListenOptions;
import io.qmp.api.wire.Listener;
import io.qmp.api.wire.QmpAddress;
import io.qmp.api.wire.TcpAddress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Tests that every transport must pass, for one kind of address. The author of a transport extends this class in a
 * test class for each kind.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public abstract class TransportContract extends TransportFixture {
    /** The limit of waiting for a listener. */
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    /** For the test classes that extend it. */
    protected TransportContract() {}

    /** Sends as much as goes without anybody reading. */
    private int sendUntilStuck(SocketChannel socket, ByteBuffer bytes) throws IOException {
        socket.configureBlocking(false);
        int before = bytes.position();
        for (int stuck = 0; stuck < 1000 && bytes.hasRemaining(); stuck++) {
            if (socket.write(bytes) > 0) {
                stuck = 0;
            }
            onLoop(() -> {}); // a turn in which it might read, if it did
        }
        socket.configureBlocking(true);
        return bytes.position() - before;
    }

    @Test
    void bytesGoBothWays() throws Exception {
        RecordingHandler client = connect(listenRecording().address());
        RecordingHandler server = accepted.take();
        send(client, "hello");
        send(server, "good morning");
        assertEquals("hello", server.text(5));
        assertEquals("good morning", client.text(12));
    }

    @Test
    void everythingIsToldOnTheLoop() {
        CompletableFuture<List<Boolean>> done = new CompletableFuture<>();
        List<Boolean> inLoop = Collections.synchronizedList(new ArrayList<>());
        Listener listener = listen(connection -> {
            inLoop.add(loop.inLoop());
            connection.handler(new ConnectionHandler() {
                @Override
                public void received(ByteBuffer bytes) {
                    inLoop.add(loop.inLoop());
                }

                @Override
                public void inputEnded() {
                    inLoop.add(loop.inLoop());
                    connection.close();
                }

                @Override
                public void closed(@Nullable Throwable cause) {
                    inLoop.add(loop.inLoop());
                    done.complete(inLoop);
                }
            });
        });
        RecordingHandler client = connect(listener.address());
        assertSame(loop, client.connection().loop());
        send(client, "x");
        onLoop(client.connection()::close);
        assertTrue(done.join().size() >= 4);
        assertFalse(inLoop.contains(false));
        assertFalse(loop.inLoop());
    }

    @Test
    void whatIsWrittenIsCopiedAtOnce() throws Exception {
        RecordingHandler client = connect(listenRecording().address());
        ByteBuffer reused = ascii("first");
        onLoop(() -> {
            client.connection().write(reused);
            assertEquals(5, reused.remaining());
            reused.put(0, "other".getBytes(US_ASCII));
            client.connection().write(reused);
            client.connection().flush();
        });
        assertEquals("firstother", accepted.take().text(10));
    }

    @Test
    void pendingBytesAreThoseThatWereNotTakenYet() throws Exception {
        RecordingHandler client = connect(listenRecording().address());
        assertEquals(0, onLoop(client.connection()::pendingBytes));
        onLoop(() -> client.connection().write(ascii("hello")));
        assertEquals(5, onLoop(client.connection()::pendingBytes));
        onLoop(client.connection()::flush);
        assertEquals(0, onLoop(client.connection()::pendingBytes));
        assertEquals("hello", accepted.take().text(5));
    }

    @Test
    void aSlowReaderGetsEverythingAndThenTheWriterIsTold() throws Exception {
        byte[] flood = flood();
        try (SocketPeer peer = SocketPeer.connect(listenRecording().address())) {
            RecordingHandler server = accepted.take();
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

    @Test
    void nothingIsReadUntilThereIsAHandler() throws Exception {
        BlockingQueue<Connection> unserved = new LinkedBlockingQueue<>();
        byte[] flood = flood();
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
    void aPauseSlowsThePeerDownAndLosesNothing() throws Exception {
        byte[] flood = flood();
        try (SocketPeer peer = SocketPeer.connect(listenRecording().address())) {
            RecordingHandler server = accepted.take();
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
    void aPeerThatHasEndedItsOutputGetsItsReplies() throws Exception {
        try (SocketPeer peer = SocketPeer.connect(listenRecording().address())) {
            RecordingHandler server = accepted.take();
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
    void theEndOfInputIsToldAfterAPauseAndAfterTheBytes() throws Exception {
        try (SocketPeer peer = SocketPeer.connect(listenRecording().address())) {
            RecordingHandler server = accepted.take();
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
    void aPeerThatIsGoneBeforeThereIsAHandlerIsHeardOut() throws Exception {
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

    @Test
    void aHandlerThatComesAfterTheEndIsToldOfIt() throws Exception {
        BlockingQueue<Connection> unserved = new LinkedBlockingQueue<>();
        try (SocketPeer peer = SocketPeer.connect(listen(unserved::add).address())) {
            Connection connection = unserved.take();
            onLoop(connection::abort);
            assertEquals(0, peer.receiveToEnd().length);
            RecordingHandler server = onLoop(() -> new RecordingHandler(connection));
            assertEquals(Optional.empty(), server.whenClosed().join());
        }
    }

    @Test
    void aHandlerMayHandTheConnectionOn() throws Exception {
        RecordingHandler client = connect(listenRecording().address());
        RecordingHandler first = accepted.take();
        send(client, "one");
        first.text(3);
        RecordingHandler second = onLoop(() -> new RecordingHandler(first.connection()));
        send(client, "two");
        assertEquals("two", second.text(3));
        onLoop(client.connection()::close);
        second.whenInputEnded().join();
        onLoop(second.connection()::close);
        second.whenClosed().join();
        assertFalse(first.whenClosed().isDone());
        assertFalse(first.whenInputEnded().isDone());
    }

    @Test
    void closingSendsWhatWasQueuedFirst() throws Exception {
        byte[] flood = flood();
        try (SocketPeer peer = SocketPeer.connect(listenRecording().address())) {
            RecordingHandler server = accepted.take();
            onLoop(() -> {
                server.connection().write(ByteBuffer.wrap(flood));
                server.connection().close();
                server.connection().write(ascii("too late"));
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
    void closingOverUnreadInputLosesNoReplies() throws Exception {
        try (SocketPeer peer = SocketPeer.connect(listenRecording().address())) {
            RecordingHandler server = accepted.take();
            onLoop(server.connection()::pause);
            peer.send("more than will ever be read");
            onLoop(() -> {
                server.connection().write(ascii("bye"));
                server.connection().close();
            });
            assertEquals("bye", new String(peer.receiveToEnd(), US_ASCII));
            peer.leave();
            assertEquals(Optional.empty(), server.whenClosed().join());
            assertEquals(0, onLoop(server::count));
        }
    }

    @Test
    void closingDoesNotWaitForAPeerThatStays() throws Exception {
        try (SocketPeer peer = SocketPeer.connect(listenRecording().address())) {
            RecordingHandler server = accepted.take();
            onLoop(server.connection()::close);
            assertEquals(Optional.empty(), server.whenClosed().join());
            assertEquals(0, peer.receiveToEnd().length);
        }
    }

    @Test
    void abortingDropsWhatWasQueued() throws Exception {
        try (SocketPeer peer = SocketPeer.connect(listenRecording().address())) {
            RecordingHandler server = accepted.take();
            onLoop(() -> {
                server.connection().write(ByteBuffer.wrap(flood()));
                server.connection().flush();
                server.connection().write(ascii("not flushed"));
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
    void aPeerThatVanishesWhileWeWriteIsACause() throws Exception {
        byte[] flood = flood();
        SocketPeer peer = SocketPeer.connect(listenRecording().address());
        RecordingHandler server = accepted.take();
        onLoop(() -> {
            server.connection().write(ByteBuffer.wrap(flood));
            server.connection().flush();
        });
        peer.leave();
        assertInstanceOf(IOException.class, server.whenClosed().join().orElse(null));
        assertEquals(0, onLoop(server.connection()::pendingBytes));
        send(server, "into the void");
    }

    @Test
    void aResetIsACause() throws Exception {
        SocketPeer peer = SocketPeer.connect(listenRecording().address());
        RecordingHandler server = accepted.take();
        send(server, "will not be read");
        peer.reset();
        assertInstanceOf(IOException.class, server.whenClosed().join().orElse(null));
    }

    @Test
    void aHandlerThatThrowsEndsItsConnectionOnly() throws Exception {
        RuntimeException bug = new IllegalStateException("made for a test");
        bug.setStackTrace(new StackTraceElement[0]);
        CompletableFuture<Throwable> closed = new CompletableFuture<>();
        Listener listener = listen(connection -> connection.handler(new ConnectionHandler() {
            @Override
            public void received(ByteBuffer bytes) {
                if (bytes.get() == 'x') {
                    throw bug;
                }
                connection.write(ascii("fine"));
                connection.flush();
            }

            @Override
            public void inputEnded() {}

            @Override
            public void closed(@Nullable Throwable cause) {
                if (cause != null) {
                    closed.complete(cause);
                }
            }
        }));
        try (SocketPeer bad = SocketPeer.connect(listener.address());
                SocketPeer good = SocketPeer.connect(listener.address())) {
            bad.send("x");
            assertSame(bug, closed.join());
            assertEquals(0, bad.receiveToEnd().length);
            good.send("y");
            assertEquals("fine", good.receive(4));
        }
    }

    @Test
    void manyConnectAtOnce() throws Exception {
        int many = 200;
        Listener listener = listen(connection -> connection.handler(new EchoHandler(connection)));
        List<RecordingHandler> clients = java.util.stream.Stream.generate(
                        () -> transport.connect(listener.address(), ConnectOptions.DEFAULT, loop))
                .limit(many)
                .toList()
                .stream()
                .map(connecting -> await(connecting.thenApplyAsync(RecordingHandler::new, loop)))
                .toList();
        for (int i = 0; i < many; i++) {
            send(clients.get(i), "I am " + (1000 + i));
        }
        for (int i = 0; i < many; i++) {
            assertEquals("I am " + (1000 + i), clients.get(i).text(9));
        }
    }

    @Test
    void whoConnectsInTheInstantOfListeningIsServed() throws Exception {
        QmpAddress address = await(transport
                        .listen(freeAddress(), ListenOptions.DEFAULT, loop, Connection::abort)
                        .thenCompose(listener -> listener.close().thenApply(closed -> listener)))
                .address();
        CompletableFuture<SocketPeer> early = CompletableFuture.supplyAsync(() -> connectAtOnce(address));
        await(transport.listen(
                address, ListenOptions.DEFAULT, loop, connection -> connection.handler(new EchoHandler(connection))));
        try (SocketPeer peer = early.join()) {
            peer.send("here already");
            assertEquals("here already", peer.receive(12));
        }
    }

    /** Tries again and again without a pause: it is to be there before anybody learns that it can. */
    private static SocketPeer connectAtOnce(QmpAddress address) {
        long start = System.nanoTime();
        while (true) {
            try {
                return SocketPeer.connect(address);
            } catch (IOException e) {
                if (System.nanoTime() - start > PATIENCE.toNanos()) {
                    throw new AssertionError("nobody has listened at " + address + " within " + PATIENCE, e);
                }
            }
        }
    }

    @Test
    void aClosedListenerKeepsItsConnections() throws Exception {
        Listener listener = listenRecording();
        RecordingHandler client = connect(listener.address());
        RecordingHandler server = accepted.take();
        await(listener.close());
        await(listener.close());
        send(client, "still there?");
        assertEquals("still there?", server.text(12));
        assertInstanceOf(
                ConnectFailedException.class,
                assertThrows(CompletionException.class, () -> connect(listener.address()))
                        .getCause());
        await(transport.listen(listener.address(), ListenOptions.DEFAULT, loop, Connection::abort));
    }

    @Test
    void connectsToOtherServers() throws Exception {
        QmpAddress address = freeAddress();
        try (ServerSocketChannel server = SocketPeer.listen(address)) {
            QmpAddress real = address.scheme().equals(TcpAddress.SCHEME)
                    ? TcpAddress.of(address)
                            .withPort(server.socket().getLocalPort())
                            .toAddress()
                    : address;
            RecordingHandler client = connect(real);
            assertEquals(real.toString(), client.connection().peer());
            try (SocketPeer peer = new SocketPeer(server.accept())) {
                peer.send("greeting");
                assertEquals("greeting", client.text(8));
                peer.endOutput();
                client.whenInputEnded().join();
                send(client, "good bye");
                onLoop(client.connection()::close);
                assertEquals("good bye", new String(peer.receiveToEnd(), US_ASCII));
            }
            assertEquals(Optional.empty(), client.whenClosed().join());
        }
    }

    @Test
    void closingTheTransportClosesEverythingElseFirst() throws Exception {
        Listener listener = listenRecording();
        RecordingHandler client = connect(listener.address());
        RecordingHandler server = accepted.take();
        onLoop(() -> server.connection().write(ascii("last words")));
        Thread completing = await(transport.close().thenApply(closed -> Thread.currentThread()));
        assertFalse(completing.getName().contains("eventloop"), completing.getName());
        assertEquals(Optional.empty(), client.whenClosed().join());
        assertEquals(Optional.empty(), server.whenClosed().join());
        assertTrue(server.whenClosed().isDone());
        await(transport.close());
        assertThrows(IOException.class, () -> SocketPeer.connect(listener.address()));
        assertThrows(RejectedExecutionException.class, () -> loop.execute(() -> {}));
        assertInstanceOf(
                ConnectFailedException.class,
                assertThrows(
                                CompletionException.class,
                                () -> await(transport.connect(listener.address(), ConnectOptions.DEFAULT, loop)))
                        .getCause());
        assertThrows(IllegalStateException.class, transport::newEventLoop);
    }

    @Test
    void closingTheTransportDoesNotWaitForPeersThatDoNotRead() throws Exception {
        try (SocketPeer peer = SocketPeer.connect(listenRecording().address())) {
            RecordingHandler server = accepted.take();
            onLoop(() -> {
                server.connection().write(ByteBuffer.wrap(flood()));
                server.connection().flush();
            });
            await(transport.close());
            assertTrue(server.whenClosed().isDone());
            peer.leave();
        }
    }
}
