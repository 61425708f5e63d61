package io.qmp.contracts;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.qmp.api.error.ConnectFailedException;
import io.qmp.api.wire.ConnectOptions;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.ListenOptions;
import io.qmp.api.wire.Listener;
import io.qmp.api.wire.QmpAddress;
import io.qmp.api.wire.TcpAddress;
import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** Connections are made, from either side. */
interface ConnectingContract extends TransportUnderTest {
    /** The limit of waiting for a listener. */
    Duration PATIENCE = Duration.ofMinutes(4);

    @Test
    default void connectsToOtherServers() throws Exception {
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
    default void manyConnectAtOnce() throws Exception {
        int many = 200;
        Listener listener = listen(connection -> connection.handler(new EchoHandler(connection)));
        List<RecordingHandler> clients = java.util.stream.Stream.generate(
                        () -> transport().connect(listener.address(), ConnectOptions.DEFAULT, loop()))
                .limit(many)
                .toList()
                .stream()
                .map(connecting -> TransportUnderTest.await(connecting.thenApplyAsync(RecordingHandler::new, loop())))
                .toList();
        for (int i = 0; i < many; i++) {
            send(clients.get(i), "I am " + (1000 + i));
        }
        for (int i = 0; i < many; i++) {
            assertEquals("I am " + (1000 + i), clients.get(i).text(9));
        }
    }

    @Test
    default void whoConnectsInTheInstantOfListeningIsServed() throws Exception {
        QmpAddress address = TransportUnderTest.await(transport()
                        .listen(freeAddress(), ListenOptions.DEFAULT, loop(), Connection::abort)
                        .thenCompose(listener -> listener.close().thenApply(closed -> listener)))
                .address();
        CompletableFuture<SocketPeer> early = CompletableFuture.supplyAsync(() -> connectAtOnce(address));
        TransportUnderTest.await(transport()
                .listen(
                        address,
                        ListenOptions.DEFAULT,
                        loop(),
                        connection -> connection.handler(new EchoHandler(connection))));
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
    default void aClosedListenerKeepsItsConnections() throws Exception {
        Listener listener = listenRecording();
        RecordingHandler client = connect(listener.address());
        RecordingHandler server = accepted().take();
        TransportUnderTest.await(listener.close());
        TransportUnderTest.await(listener.close());
        send(client, "still there?");
        assertEquals("still there?", server.text(12));
        assertInstanceOf(
                ConnectFailedException.class,
                assertThrows(CompletionException.class, () -> connect(listener.address()))
                        .getCause());
        TransportUnderTest.await(
                transport().listen(listener.address(), ListenOptions.DEFAULT, loop(), Connection::abort));
    }
}
