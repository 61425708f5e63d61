package io.qmp.transport.nio;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.ConnectionHandler;
import io.qmp.api.wire.Listener;
import io.qmp.api.wire.QmpAddress;
import io.qmp.api.wire.Transport;
import io.qmp.contracts.EchoHandler;
import io.qmp.contracts.RecordingHandler;
import io.qmp.contracts.SocketPeer;
import io.qmp.contracts.TransportFixture;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What selectors are known for. */
class SelectorPitfallsTest extends TransportFixture {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @TempDir
    Path directory;

    @Override
    protected Transport newTransport() {
        return NioTransport.create();
    }

    @Override
    public QmpAddress freeAddress() {
        return QmpAddress.unix(directory.resolve("monitor"));
    }

    private long loopThread() {
        return onLoop(() -> Thread.currentThread().getId());
    }

    /** The processor time that the loop takes while nothing is to do. */
    private Duration timeWhenIdle() {
        long thread = loopThread();
        long before = THREADS.getThreadCpuTime(thread);
        CompletableFuture<Void> later = new CompletableFuture<>();
        loop.schedule(Duration.ofMillis(400), () -> later.complete(null));
        later.join();
        return Duration.ofNanos(THREADS.getThreadCpuTime(thread) - before);
    }

    private void assertDoesNotSpin() {
        assertThat(timeWhenIdle()).isLessThan(Duration.ofMillis(200));
    }

    @Test
    void aPeerThatHasEndedItsOutputDoesNotKeepTheLoopBusy() throws Exception {
        try (SocketPeer peer = SocketPeer.connect(listenRecording().address())) {
            RecordingHandler server = accepted.take();
            peer.endOutput();
            server.whenInputEnded().join();
            assertDoesNotSpin();
            send(server, "still open");
            assertThat(peer.receive(10)).isEqualTo("still open");
        }
    }

    @Test
    void aPeerThatHasLeftAPausedConnectionDoesNotKeepTheLoopBusy() throws Exception {
        listenRecording();
        SocketPeer peer = SocketPeer.connect(freeAddress());
        RecordingHandler server = accepted.take();
        onLoop(server.connection()::pause);
        peer.send("unread");
        peer.close();
        assertDoesNotSpin();
        onLoop(server.connection()::resume);
        server.whenInputEnded().join();
        assertThat(server.text(6)).isEqualTo("unread");
    }

    @Test
    void aPeerThatDoesNotReadDoesNotKeepTheLoopBusy() throws Exception {
        try (SocketPeer peer = SocketPeer.connect(listenRecording().address())) {
            RecordingHandler server = accepted.take();
            onLoop(() -> {
                server.connection().write(ByteBuffer.wrap(flood()));
                server.connection().flush();
            });
            assertDoesNotSpin();
            peer.leave();
            assertThat(server.whenClosed().join()).isPresent();
        }
    }

    @Test
    void interruptingTheLoopHasNoEffect() throws Exception {
        try (SocketPeer peer = SocketPeer.connect(listenRecording().address())) {
            RecordingHandler server = accepted.take();
            CompletableFuture<Thread> thread = new CompletableFuture<>();
            loop.execute(() -> {
                Thread.currentThread().interrupt();
                thread.complete(Thread.currentThread());
            });
            thread.join().interrupt();
            peer.send("hello");
            assertThat(server.text(5)).isEqualTo("hello");
            assertDoesNotSpin();
        }
    }

    @Test
    void aHandlerMayEndConnectionsThatAreReadyInTheSameTurn() throws Exception {
        List<Connection> connections = new ArrayList<>();
        List<CompletableFuture<@Nullable Throwable>> ends = new ArrayList<>();
        Listener listener = listen(connection -> {
            CompletableFuture<@Nullable Throwable> end = new CompletableFuture<>();
            connections.add(connection);
            ends.add(end);
            connection.handler(new ConnectionHandler() {
                @Override
                public void received(ByteBuffer bytes) {
                    connections.forEach(Connection::abort);
                }

                @Override
                public void inputEnded() {}

                @Override
                public void closed(@Nullable Throwable cause) {
                    end.complete(cause);
                }
            });
        });
        List<SocketPeer> peers = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            peers.add(SocketPeer.connect(listener.address()));
        }
        while (onLoop(connections::size) < peers.size()) {
            onLoop(() -> {}); // a turn in which more are accepted
        }
        CompletableFuture<Void> sent = new CompletableFuture<>();
        loop.execute(sent::join); // so that all are ready in the turn after this one
        for (SocketPeer peer : peers) {
            peer.send("now");
        }
        sent.complete(null);
        for (CompletableFuture<@Nullable Throwable> end : List.copyOf(ends)) {
            assertThat(end.join()).isNull();
        }
        for (SocketPeer peer : peers) {
            peer.close();
        }
    }

    @Test
    void readingAndWritingShortMessagesAllocatesNothingOfTheirSize() throws Exception {
        Listener listener = listen(connection -> connection.handler(new EchoHandler(connection)));
        try (SocketPeer peer = SocketPeer.connect(listener.address())) {
            int rounds = 2_000;
            String message = "x".repeat(1000);
            long thread = loopThread();
            for (int i = 0; i < rounds; i++) {
                peer.send(message);
                peer.receive(message.length());
            }
            long before = THREADS.getThreadAllocatedBytes(thread);
            for (int i = 0; i < rounds; i++) {
                peer.send(message);
                peer.receive(message.length());
            }
            long each = (THREADS.getThreadAllocatedBytes(thread) - before) / rounds;
            assertThat(each).isLessThan(200);
        }
    }
}
