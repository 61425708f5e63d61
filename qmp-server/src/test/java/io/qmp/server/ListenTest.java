package io.qmp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

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
        server.shutdown(ShutdownCause.HOST_SIGNAL).join();
        assertThat(server.sessions()).isEqualTo(0);
        assertThat(Files.exists(socket())).as("the socket's file is left").isFalse();
    }

    @Test
    void servesOneClientOnAUnixSocketAndTheNextWhenItHasLeft() throws IOException {
        listen(QmpAddress.unix(socket()), MonitorOptions.DEFAULT);
        Peer first = new Peer(UnixDomainSocketAddress.of(socket()));
        Peer second = new Peer(UnixDomainSocketAddress.of(socket()));
        second.send("{'execute':'qmp_capabilities','id':'early'}");
        first.negotiate();
        first.send("{'execute':'say','arguments':{'text':'hello'}}");
        assertThat(first.read()).isEqualTo("{\"return\": {\"text\": \"hello\"}}");
        assertThat(server.sessions())
                .as("the second is neither refused nor served")
                .isEqualTo(1);
        assertThat(server.context().monitors().get(0).connected()).isTrue();

        first.close();
        assertThat(second.read().startsWith("{\"QMP\"")).isTrue();
        assertThat(second.read()).isEqualTo("{\"return\": {}, \"id\": \"early\"}");
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
            assertThat(peer.read()).isEqualTo("{\"return\": {\"text\": \"x\"}, \"id\": " + peers.indexOf(peer) + "}");
        }
        peers.get(0).send("{'execute':'burst','arguments':{'count':1}}");
        for (Peer peer : peers) {
            assertThat(peer.read().contains("TICK"))
                    .as("events reach everybody")
                    .isTrue();
            peer.close();
        }
    }

    @Test
    void quitEndsTheServerAfterItsReply() throws IOException {
        listen(QmpAddress.unix(socket()), MonitorOptions.DEFAULT);
        Peer peer = new Peer(UnixDomainSocketAddress.of(socket()));
        peer.negotiate();
        peer.send("{'execute':'quit'}");

        assertThat(peer.read().contains("SHUTDOWN")).isTrue();
        assertThat(peer.read()).isEqualTo("{\"return\": {}}");
        assertThat(peer.readOrNull()).isNull();
        assertThat(server.closed().join()).isEqualTo(ShutdownCause.HOST_QMP_QUIT);
    }

    @Test
    void dialsAClientThatWaits() throws IOException {
        try (ServerSocketChannel waiting = ServerSocketChannel.open().bind(new InetSocketAddress("localhost", 0))) {
            int port = ((InetSocketAddress) waiting.getLocalAddress()).getPort();
            server.dial(QmpAddress.tcp("localhost", port), MonitorOptions.DEFAULT, ConnectOptions.DEFAULT)
                    .join();
            Peer peer = new Peer(waiting.accept());
            peer.negotiate();
            peer.close();
        }
    }

    @Test
    void anAddressThatIsNotToBeHadLeavesNoMonitor() {
        QmpAddress nowhere = QmpAddress.unix(socket().resolve("no-such-directory"));
        CompletionException failure = assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(() -> server.listen(nowhere).join())
                .actual();

        assertThat(failure.getCause()).isInstanceOf(ConnectFailedException.class);
        assertThat(server.context().monitors()).isEmpty();
    }

    @Test
    void aServerWithoutTransportSaysSo() {
        try (Harness harness = new Harness()) {
            CompletionException failure = assertThatExceptionOfType(CompletionException.class)
                    .isThrownBy(() ->
                            harness.server.listen(QmpAddress.unix(socket())).join())
                    .actual();
            assertThat(failure.getCause()).isInstanceOf(WrongStateException.class);
        }
    }

    private QmpAddress listen(QmpAddress address, MonitorOptions options) {
        return server.listen(address, options).join();
    }

    /** A client that reads line by line. */
}
