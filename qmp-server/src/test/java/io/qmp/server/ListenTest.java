package io.qmp.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.qmp.api.error.ConnectFailedException;
import io.qmp.api.error.WrongStateException;
import io.qmp.api.spi.ShutdownCause;
import io.qmp.api.wire.ConnectOptions;
import io.qmp.api.wire.QmpAddress;
import io.qmp.api.wire.TcpAddress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server on real sockets. */
class ListenTest {
    private final QmpServer server = QmpServer.builder()
            .withoutInstalledPlugins()
            .plugin(new TestPlugin())
            .build();

    @TempDir
    private @Nullable Path directory;

    private Path socket() {
        return directory.resolve("qmp");
    }

    @AfterEach
    void end() {
        server.shutdown(ShutdownCause.HOST_SIGNAL).toCompletableFuture().join();
        assertEquals(0, server.sessions());
        assertFalse(Files.exists(socket()), "the socket's file is left");
    }

    @Test
    void servesOneClientOnAUnixSocketAndTheNextWhenItHasLeft() throws IOException {
        listen(QmpAddress.unix(socket()), MonitorOptions.DEFAULT);
        Peer first = new Peer(UnixDomainSocketAddress.of(socket()));
        Peer second = new Peer(UnixDomainSocketAddress.of(socket()));
        second.send("{'execute':'qmp_capabilities','id':'early'}");
        first.negotiate();
        first.send("{'execute':'say','arguments':{'text':'hello'}}");
        assertEquals("{\"return\": {\"text\": \"hello\"}}", first.read());
        assertEquals(1, server.sessions(), "the second is neither refused nor served");
        assertTrue(server.context().monitors().get(0).connected());

        first.close();
        assertTrue(second.read().startsWith("{\"QMP\""));
        assertEquals("{\"return\": {}, \"id\": \"early\"}", second.read());
        second.close();
    }

    @Test
    void servesManyClientsOnTcpAtOnceIfTold() throws IOException {
        QmpAddress address = listen(QmpAddress.tcp("localhost", 0), MonitorOptions.DEFAULT.withClients(20));
        List<Peer> peers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            peers.add(new Peer(
                    new InetSocketAddress("localhost", TcpAddress.of(address).port())));
        }
        for (Peer peer : peers) {
            peer.negotiate();
        }
        for (Peer peer : peers) {
            peer.send("{'execute':'say','arguments':{'text':'x'},'id':" + peers.indexOf(peer) + "}");
        }
        for (Peer peer : peers) {
            assertEquals("{\"return\": {\"text\": \"x\"}, \"id\": " + peers.indexOf(peer) + "}", peer.read());
        }
        peers.get(0).send("{'execute':'burst','arguments':{'count':1}}");
        for (Peer peer : peers) {
            assertTrue(peer.read().contains("TICK"), "events reach everybody");
            peer.close();
        }
    }

    @Test
    void quitEndsTheServerAfterItsReply() throws IOException {
        listen(QmpAddress.unix(socket()), MonitorOptions.DEFAULT);
        Peer peer = new Peer(UnixDomainSocketAddress.of(socket()));
        peer.negotiate();
        peer.send("{'execute':'quit'}");

        assertTrue(peer.read().contains("SHUTDOWN"));
        assertEquals("{\"return\": {}}", peer.read());
        assertNull(peer.readOrNull());
        assertEquals(
                ShutdownCause.HOST_QMP_QUIT,
                server.whenEnded().toCompletableFuture().join());
    }

    @Test
    void dialsAClientThatWaits() throws IOException {
        try (ServerSocketChannel waiting = ServerSocketChannel.open().bind(new InetSocketAddress("localhost", 0))) {
            int port = ((InetSocketAddress) waiting.getLocalAddress()).getPort();
            server.dial(QmpAddress.tcp("localhost", port), MonitorOptions.DEFAULT, ConnectOptions.DEFAULT)
                    .toCompletableFuture()
                    .join();
            Peer peer = new Peer(waiting.accept());
            peer.negotiate();
            peer.close();
        }
    }

    @Test
    void anAddressThatIsNotToBeHadLeavesNoMonitor() {
        QmpAddress nowhere = QmpAddress.unix(socket().resolve("no-such-directory"));
        CompletionException failure = assertThrows(
                CompletionException.class,
                () -> server.listen(nowhere).toCompletableFuture().join());

        assertInstanceOf(ConnectFailedException.class, failure.getCause());
        assertEquals(List.of(), server.context().monitors());
    }

    @Test
    void aServerWithoutTransportSaysSo() {
        try (Harness harness = new Harness()) {
            CompletionException failure = assertThrows(
                    CompletionException.class,
                    () -> harness.server
                            .listen(QmpAddress.unix(socket()))
                            .toCompletableFuture()
                            .join());
            assertInstanceOf(WrongStateException.class, failure.getCause());
        }
    }

    private QmpAddress listen(QmpAddress address, MonitorOptions options) {
        return server.listen(address, options).toCompletableFuture().join();
    }

    /** A client that reads line by line. */
}
