package io.qmp.transport.vertx;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qmp.api.error.ConnectFailedException;
import io.qmp.api.wire.ConnectOptions;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.ConnectionHandler;
import io.qmp.api.wire.EventLoop;
import io.qmp.api.wire.ListenOptions;
import io.qmp.api.wire.Listener;
import io.qmp.api.wire.QmpAddress;
import io.qmp.api.wire.Transport;
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
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every transport does, whatever it is made of and whatever kind of address is used. */
abstract class TransportContract {
    /** More than the buffers of two sockets take. */
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    static final int FLOOD = 16 << 20;

    Transport transport;
    EventLoop loop;
    final BlockingQueue<Recorder> accepted = new LinkedBlockingQueue<>();

    abstract Transport newTransport();

    /** {@return an address to listen at that nobody uses} */
    abstract QmpAddress freeAddress();

    @BeforeEach
    void openTransport() {
        transport = newTransport();
        loop = transport.newEventLoop();
    }

    @AfterEach
    void closeTransport() {
        await(transport.close());
    }

    ListenOptions listenOptions() {
        return ListenOptions.DEFAULT;
    }

    Listener listen(Consumer<Connection> acceptor) {
        return await(transport.listen(freeAddress(), listenOptions(), loop, acceptor));
    }

    /** Listens; connections are in {@link #accepted}. */
    Listener listenRecording() {
        return listen(connection -> accepted.add(new Recorder(connection)));
    }

    Recorder connect(QmpAddress address) {
        return await(transport.connect(address, ConnectOptions.DEFAULT, loop).thenApplyAsync(Recorder::new, loop));
    }

    static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    <T> T onLoop(Supplier<T> task) {
        return CompletableFuture.supplyAsync(task, loop).join();
    }

    void onLoop(Runnable task) {
        CompletableFuture.runAsync(task, loop).join();
    }

    void send(Recorder from, String text) {
        onLoop(() -> {
            from.connection.write(ascii(text));
            from.connection.flush();
        });
    }

    static ByteBuffer ascii(String text) {
        return ByteBuffer.wrap(text.getBytes(US_ASCII));
    }

    static byte[] flood() {
        byte[] bytes = new byte[FLOOD];
        for (int i = 0; i < FLOOD; i++) {
            bytes[i] = (byte) (i * 31 + (i >>> 16));
        }
        return bytes;
    }

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
        Recorder client = connect(listenRecording().address());
        Recorder server = accepted.take();
        send(client, "hello");
        send(server, "good morning");
        assertThat(server.text(5)).isEqualTo("hello");
        assertThat(client.text(12)).isEqualTo("good morning");
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
                public void closed(Throwable cause) {
                    inLoop.add(loop.inLoop());
                    done.complete(inLoop);
                }
            });
        });
        Recorder client = connect(listener.address());
        assertThat(client.connection.loop()).isSameAs(loop);
        send(client, "x");
        onLoop(client.connection::close);
        assertThat(done.join()).hasSizeGreaterThanOrEqualTo(4).containsOnly(true);
        assertThat(loop.inLoop()).isFalse();
    }

    @Test
    void whatIsWrittenIsCopiedAtOnce() throws Exception {
        Recorder client = connect(listenRecording().address());
        ByteBuffer reused = ascii("first");
        onLoop(() -> {
            client.connection.write(reused);
            assertThat(reused.remaining()).isEqualTo(5);
            reused.put(0, "other".getBytes(US_ASCII));
            client.connection.write(reused);
            client.connection.flush();
        });
        assertThat(accepted.take().text(10)).isEqualTo("firstother");
    }

    @Test
    void pendingBytesAreThoseThatWereNotTakenYet() throws Exception {
        Recorder client = connect(listenRecording().address());
        assertThat(onLoop(client.connection::pendingBytes)).isZero();
        onLoop(() -> client.connection.write(ascii("hello")));
        assertThat(onLoop(client.connection::pendingBytes)).isEqualTo(5);
        onLoop(client.connection::flush);
        assertThat(onLoop(client.connection::pendingBytes)).isZero();
        assertThat(accepted.take().text(5)).isEqualTo("hello");
    }

    @Test
    void aSlowReaderGetsEverythingAndThenTheWriterIsTold() throws Exception {
        byte[] flood = flood();
        try (Peer peer = Peer.connect(listenRecording().address())) {
            Recorder server = accepted.take();
            onLoop(() -> {
                for (int i = 0; i < FLOOD; i += 1 << 12) {
                    server.connection.write(ByteBuffer.wrap(flood, i, 1 << 12));
                }
                assertThat(server.connection.pendingBytes()).isEqualTo(FLOOD);
                server.connection.flush();
                assertThat(server.connection.pendingBytes()).isPositive();
                assertThat(server.drained).isNotDone();
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
            assertThat(read.join()).isEqualTo(flood);
            server.drained.join();
            assertThat(onLoop(server.connection::pendingBytes)).isZero();
        }
    }

    @Test
    void nothingIsReadUntilThereIsAHandler() throws Exception {
        BlockingQueue<Connection> unserved = new LinkedBlockingQueue<>();
        byte[] flood = flood();
        try (Peer peer = Peer.connect(listen(unserved::add).address())) {
            Connection connection = unserved.take();
            ByteBuffer rest = ByteBuffer.wrap(flood);
            assertThat(sendUntilStuck(peer.socket(), rest)).isLessThan(FLOOD);
            Recorder server = onLoop(() -> new Recorder(connection));
            peer.send(rest);
            assertThat(server.bytes(FLOOD).join()).isEqualTo(flood);
        }
    }

    @Test
    void aPauseSlowsThePeerDownAndLosesNothing() throws Exception {
        byte[] flood = flood();
        try (Peer peer = Peer.connect(listenRecording().address())) {
            Recorder server = accepted.take();
            ByteBuffer rest = ByteBuffer.wrap(flood);
            peer.send(rest.duplicate().limit(1));
            rest.position(1);
            server.bytes(1).join();
            onLoop(server.connection::pause);
            assertThat(sendUntilStuck(peer.socket(), rest)).isLessThan(FLOOD);
            onLoop(server.connection::resume);
            peer.send(rest);
            assertThat(server.bytes(FLOOD).join()).isEqualTo(flood);
        }
    }

    @Test
    void aPeerThatHasEndedItsOutputGetsItsReplies() throws Exception {
        try (Peer peer = Peer.connect(listenRecording().address())) {
            Recorder server = accepted.take();
            peer.send("question");
            peer.endOutput();
            server.inputEnded.join();
            assertThat(server.text(8)).isEqualTo("question");
            send(server, "the answer");
            assertThat(peer.receive(10)).isEqualTo("the answer");
            send(server, ", and more");
            onLoop(server.connection::close);
            assertThat(new String(peer.receiveToEnd(), US_ASCII)).isEqualTo(", and more");
            assertThat(server.closed.join()).isEmpty();
        }
    }

    @Test
    void theEndOfInputIsToldAfterAPauseAndAfterTheBytes() throws Exception {
        try (Peer peer = Peer.connect(listenRecording().address())) {
            Recorder server = accepted.take();
            onLoop(server.connection::pause);
            peer.send("question");
            peer.endOutput();
            onLoop(server.connection::resume);
            server.inputEnded.join();
            assertThat(onLoop(server::count)).isEqualTo(8);
            onLoop(server.connection::pause);
            onLoop(server.connection::resume);
            onLoop(server.connection::close);
            assertThat(peer.receiveToEnd()).isEmpty();
            assertThat(server.closed.join()).isEmpty();
        }
    }

    @Test
    void aPeerThatIsGoneBeforeThereIsAHandlerIsHeardOut() throws Exception {
        BlockingQueue<Connection> unserved = new LinkedBlockingQueue<>();
        Listener listener = listen(unserved::add);
        try (Peer peer = Peer.connect(listener.address())) {
            peer.send("last words");
        }
        Connection connection = unserved.take();
        Recorder server = onLoop(() -> new Recorder(connection));
        server.inputEnded.join();
        assertThat(server.text(10)).isEqualTo("last words");
        onLoop(connection::close);
        assertThat(server.closed.join()).isEmpty();
    }

    @Test
    void aHandlerThatComesAfterTheEndIsToldOfIt() throws Exception {
        BlockingQueue<Connection> unserved = new LinkedBlockingQueue<>();
        try (Peer peer = Peer.connect(listen(unserved::add).address())) {
            Connection connection = unserved.take();
            onLoop(connection::abort);
            assertThat(peer.receiveToEnd()).isEmpty();
            Recorder server = onLoop(() -> new Recorder(connection));
            assertThat(server.closed.join()).isEmpty();
        }
    }

    @Test
    void aHandlerMayHandTheConnectionOn() throws Exception {
        Recorder client = connect(listenRecording().address());
        Recorder first = accepted.take();
        send(client, "one");
        first.text(3);
        Recorder second = onLoop(() -> new Recorder(first.connection));
        send(client, "two");
        assertThat(second.text(3)).isEqualTo("two");
        onLoop(client.connection::close);
        second.inputEnded.join();
        onLoop(second.connection::close);
        second.closed.join();
        assertThat(first.closed).isNotDone();
        assertThat(first.inputEnded).isNotDone();
    }

    @Test
    void closingSendsWhatWasQueuedFirst() throws Exception {
        byte[] flood = flood();
        try (Peer peer = Peer.connect(listenRecording().address())) {
            Recorder server = accepted.take();
            onLoop(() -> {
                server.connection.write(ByteBuffer.wrap(flood));
                server.connection.close();
                server.connection.write(ascii("too late"));
                server.connection.close();
            });
            assertThat(server.closed).isNotDone();
            assertThat(peer.receiveToEnd()).isEqualTo(flood);
            peer.leave();
            assertThat(server.closed.join()).isEmpty();
            assertThat(onLoop(server.connection::pendingBytes)).isZero();
        }
    }

    @Test
    void closingOverUnreadInputLosesNoReplies() throws Exception {
        try (Peer peer = Peer.connect(listenRecording().address())) {
            Recorder server = accepted.take();
            onLoop(server.connection::pause);
            peer.send("more than will ever be read");
            onLoop(() -> {
                server.connection.write(ascii("bye"));
                server.connection.close();
            });
            assertThat(new String(peer.receiveToEnd(), US_ASCII)).isEqualTo("bye");
            peer.leave();
            assertThat(server.closed.join()).isEmpty();
            assertThat(onLoop(server::count)).isZero();
        }
    }

    @Test
    void closingDoesNotWaitForAPeerThatStays() throws Exception {
        try (Peer peer = Peer.connect(listenRecording().address())) {
            Recorder server = accepted.take();
            onLoop(server.connection::close);
            assertThat(server.closed.join()).isEmpty();
            assertThat(peer.receiveToEnd()).isEmpty();
        }
    }

    @Test
    void abortingDropsWhatWasQueued() throws Exception {
        try (Peer peer = Peer.connect(listenRecording().address())) {
            Recorder server = accepted.take();
            onLoop(() -> {
                server.connection.write(ByteBuffer.wrap(flood()));
                server.connection.flush();
                server.connection.write(ascii("not flushed"));
                server.connection.close();
                server.connection.abort();
                server.connection.abort();
            });
            assertThat(server.closed.join()).isEmpty();
            assertThat(onLoop(server.connection::pendingBytes)).isZero();
            onLoop(server.connection::abort);
            peer.leave();
        }
    }

    @Test
    void aPeerThatVanishesWhileWeWriteIsACause() throws Exception {
        byte[] flood = flood();
        Peer peer = Peer.connect(listenRecording().address());
        Recorder server = accepted.take();
        onLoop(() -> {
            server.connection.write(ByteBuffer.wrap(flood));
            server.connection.flush();
        });
        peer.leave();
        assertThat(server.closed.join()).containsInstanceOf(IOException.class);
        assertThat(onLoop(server.connection::pendingBytes)).isZero();
        send(server, "into the void");
    }

    @Test
    void aResetIsACause() throws Exception {
        Peer peer = Peer.connect(listenRecording().address());
        Recorder server = accepted.take();
        send(server, "will not be read");
        peer.reset();
        assertThat(server.closed.join()).containsInstanceOf(IOException.class);
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
            public void closed(Throwable cause) {
                if (cause != null) {
                    closed.complete(cause);
                }
            }
        }));
        try (Peer bad = Peer.connect(listener.address());
                Peer good = Peer.connect(listener.address())) {
            bad.send("x");
            assertThat(closed.join()).isSameAs(bug);
            assertThat(bad.receiveToEnd()).isEmpty();
            good.send("y");
            assertThat(good.receive(4)).isEqualTo("fine");
        }
    }

    @Test
    void manyConnectAtOnce() throws Exception {
        int many = 200;
        Listener listener = listen(connection -> connection.handler(new Echo(connection)));
        List<Recorder> clients = java.util.stream.Stream.generate(
                        () -> transport.connect(listener.address(), ConnectOptions.DEFAULT, loop))
                .limit(many)
                .toList()
                .stream()
                .map(connecting -> await(connecting.thenApplyAsync(Recorder::new, loop)))
                .toList();
        for (int i = 0; i < many; i++) {
            send(clients.get(i), "I am " + (1000 + i));
        }
        for (int i = 0; i < many; i++) {
            assertThat(clients.get(i).text(9)).isEqualTo("I am " + (1000 + i));
        }
    }

    @Test
    void whoConnectsInTheInstantOfListeningIsServed() throws Exception {
        QmpAddress address = await(transport
                        .listen(freeAddress(), ListenOptions.DEFAULT, loop, Connection::abort)
                        .thenCompose(listener -> listener.close().thenApply(closed -> listener)))
                .address();
        CompletableFuture<Peer> early = CompletableFuture.supplyAsync(() -> connectAtOnce(address));
        await(transport.listen(
                address, ListenOptions.DEFAULT, loop, connection -> connection.handler(new Echo(connection))));
        try (Peer peer = early.join()) {
            peer.send("here already");
            assertThat(peer.receive(12)).isEqualTo("here already");
        }
    }

    /** Tries again and again without a pause: it is to be there before anybody learns that it can. */
    private static Peer connectAtOnce(QmpAddress address) {
        long start = System.nanoTime();
        while (true) {
            try {
                return Peer.connect(address);
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
        Recorder client = connect(listener.address());
        Recorder server = accepted.take();
        await(listener.close());
        await(listener.close());
        send(client, "still there?");
        assertThat(server.text(12)).isEqualTo("still there?");
        assertThatThrownBy(() -> connect(listener.address())).hasCauseInstanceOf(ConnectFailedException.class);
        await(transport.listen(listener.address(), ListenOptions.DEFAULT, loop, Connection::abort));
    }

    @Test
    void connectsToOtherServers() throws Exception {
        QmpAddress address = freeAddress();
        try (ServerSocketChannel server = Peer.listen(address)) {
            QmpAddress real = address instanceof QmpAddress.Tcp tcp
                    ? QmpAddress.tcp(tcp.host(), server.socket().getLocalPort())
                    : address;
            Recorder client = connect(real);
            assertThat(client.connection.peer()).isEqualTo(real.toString());
            try (Peer peer = new Peer(server.accept())) {
                peer.send("greeting");
                assertThat(client.text(8)).isEqualTo("greeting");
                peer.endOutput();
                client.inputEnded.join();
                send(client, "good bye");
                onLoop(client.connection::close);
                assertThat(new String(peer.receiveToEnd(), US_ASCII)).isEqualTo("good bye");
            }
            assertThat(client.closed.join()).isEmpty();
        }
    }

    @Test
    void closingTheTransportClosesEverythingElseFirst() throws Exception {
        Listener listener = listenRecording();
        Recorder client = connect(listener.address());
        Recorder server = accepted.take();
        onLoop(() -> server.connection.write(ascii("last words")));
        Thread completing = await(transport.close().thenApply(closed -> Thread.currentThread()));
        assertThat(completing.getName()).doesNotContain("eventloop");
        assertThat(client.closed.join()).isEqualTo(Optional.empty());
        assertThat(server.closed.join()).isEqualTo(Optional.empty());
        assertThat(server.closed).isDone();
        await(transport.close());
        assertThatThrownBy(() -> Peer.connect(listener.address())).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> loop.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
        assertThatThrownBy(() -> await(transport.connect(listener.address(), ConnectOptions.DEFAULT, loop)))
                .hasCauseInstanceOf(ConnectFailedException.class);
        assertThatThrownBy(transport::newEventLoop).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void closingTheTransportDoesNotWaitForPeersThatDoNotRead() throws Exception {
        try (Peer peer = Peer.connect(listenRecording().address())) {
            Recorder server = accepted.take();
            onLoop(() -> {
                server.connection.write(ByteBuffer.wrap(flood()));
                server.connection.flush();
            });
            await(transport.close());
            assertThat(server.closed).isDone();
            peer.leave();
        }
    }

    /** Sends back what arrives and closes when the peer does. */
    record Echo(Connection connection) implements ConnectionHandler {
        @Override
        public void received(ByteBuffer bytes) {
            connection.write(bytes);
            connection.flush();
        }

        @Override
        public void inputEnded() {
            connection.close();
        }

        @Override
        public void closed(Throwable cause) {}
    }
}
