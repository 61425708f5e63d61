package io.qmp.transport.vertx;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every transport does, whatever it is made of and whatever kind of address is used. */
abstract class TransportContract {
    /** More than the socket buffers of both sides take. */
    static final int FLOOD = 16 << 20;

    Transport transport;
    EventLoop loop;
    /** Connections that were accepted, with handlers that record. */
    final BlockingQueue<Recorder> accepted = new LinkedBlockingQueue<>();

    abstract Transport newTransport();

    /** {@return an address to listen at that nobody uses} */
    abstract QmpAddress freeAddress() throws IOException;

    @BeforeEach
    void open() {
        transport = newTransport();
        loop = transport.newEventLoop();
    }

    @AfterEach
    void close() {
        transport.close().toCompletableFuture().join();
    }

    Listener listen(Consumer<Connection> acceptor) throws IOException {
        return transport
                .listen(freeAddress(), ListenOptions.DEFAULT, loop, acceptor)
                .toCompletableFuture()
                .join();
    }

    Listener listenRecording() throws IOException {
        return listen(connection -> accepted.add(new Recorder(connection)));
    }

    Recorder connect(QmpAddress address) {
        return transport
                .connect(address, ConnectOptions.DEFAULT, loop)
                .thenApplyAsync(Recorder::new, loop)
                .toCompletableFuture()
                .join();
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

    void onLoop(Runnable task) {
        CompletableFuture.runAsync(task, loop).join();
    }

    @Test
    void bytesGoBothWays() throws Exception {
        Listener listener = listenRecording();
        Recorder client = connect(listener.address());
        Recorder server = accepted.take();
        onLoop(() -> {
            client.connection.write(ascii("hello"));
            client.connection.flush();
            server.connection.write(ascii("good morning"));
            server.connection.flush();
        });
        assertThat(server.text("hello").join()).isEqualTo("hello");
        assertThat(client.text("good morning").join()).isEqualTo("good morning");
    }

    @Test
    void everythingIsToldOnTheLoop() throws Exception {
        CompletableFuture<List<Boolean>> done = new CompletableFuture<>();
        List<Boolean> inLoop = new ArrayList<>();
        Listener listener = listen(connection -> {
            inLoop.add(loop.inLoop());
            assertThat(connection.loop()).isSameAs(loop);
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
        try (Peer peer = Peer.connect(listener.address())) {
            peer.send("x");
        }
        assertThat(done.join()).hasSizeGreaterThanOrEqualTo(4).containsOnly(true);
        assertThat(loop.inLoop()).isFalse();
    }
}
