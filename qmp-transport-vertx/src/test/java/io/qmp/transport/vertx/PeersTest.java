package io.qmp.transport.vertx;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.channel.epoll.Epoll;
import io.qmp.api.error.CredentialsUnknownException;
import io.qmp.api.host.PeerAddress;
import io.qmp.api.host.PeerCredentials;
import io.qmp.api.wire.ConnectOptions;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.EventLoop;
import io.qmp.api.wire.ListenOptions;
import io.qmp.api.wire.QmpAddress;
import io.qmp.api.wire.TcpAddress;
import io.qmp.api.wire.Transport;
import io.qmp.contracts.SocketPeer;
import io.qmp.transport.vertx.descriptor.EpollSockets;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What is known of who is at the other end, on Netty's native transport and on NIO. */
@ExtendWith(LeakCheck.class)
class PeersTest {
    @TempDir
    Path directory;

    private final BlockingQueue<Connection> accepted = new LinkedBlockingQueue<>();
    private Vertx vertx;
    private Transport transport;
    private EventLoop loop;

    private void open(boolean onNative) {
        vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(onNative));
        assumeTrue(!onNative || vertx.isNativeTransportEnabled(), "no native transport for this system");
        transport = VertxTransport.on(vertx);
        loop = transport.newEventLoop();
    }

    @AfterEach
    void close() throws Exception {
        if (transport != null) {
            await(transport.close());
        }
        await(vertx.close().toCompletionStage());
    }

    @Test
    void numbersAreKnownOnTheNativeTransport() throws Exception {
        open(true);
        Connection client = connect(unix());
        PeerCredentials self = credentials(accept());
        assertThat(self.requirePid()).isEqualTo(ProcessHandle.current().pid());
        assertThat(self.requireUid()).isEqualTo(((Number) Files.getAttribute(directory, "unix:uid")).longValue());
        assertThat(self.gid()).isNotEmpty();
        assertThatThrownBy(self::requireUser)
                .isInstanceOf(CredentialsUnknownException.class)
                .hasMessageContaining("only pid " + ProcessHandle.current().pid());
        assertThat(credentials(client)).isEqualTo(self);
    }

    @Test
    void namesAreKnownOnNioAndItIsKnownWhatNumbersTake() throws Exception {
        open(false);
        connect(unix());
        PeerCredentials self = credentials(accept());
        assertThat(self.requireUser()).isEqualTo(Files.getOwner(directory).getName());
        assertThatThrownBy(self::requireUid)
                .isInstanceOf(CredentialsUnknownException.class)
                .hasMessageStartingWith("the peer's uid is not known, only user ");
        if (Epoll.isAvailable()) {
            assertThat(EpollSockets.missing()).contains("VertxOptions.setPreferNativeTransport(true)");
        }
    }

    @Test
    void aPeerThatHasGoneIsStillKnown() throws Exception {
        open(true);
        listen(unix());
        long pid;
        try (SocketPeer peer = SocketPeer.connect(unix())) {
            pid = ProcessHandle.current().pid();
            peer.send("bye");
        }
        assertThat(credentials(accept()).pid()).hasValue(pid);
    }

    @Test
    void aConnectionThatIsClosedKnowsNothingMore() throws Exception {
        open(true);
        connect(unix());
        Connection connection = accept();
        await(onLoop(connection::abort));
        assertThat(credentials(connection)).isEqualTo(PeerCredentials.UNKNOWN);
        assertThat(connection.peerAddress()).isEqualTo(new PeerAddress.Unix(directory.resolve("socket")));
    }

    @Test
    void ofTcpTheAddressIsKnownOnly() throws Exception {
        open(true);
        QmpAddress address = listen(QmpAddress.tcp("127.0.0.1", 0));
        try (SocketPeer peer = SocketPeer.connect(address)) {
            Connection connection = accept();
            PeerAddress.Tcp where = (PeerAddress.Tcp) connection.peerAddress();
            assertThat(where.address().getPort())
                    .isEqualTo(peer.socket().socket().getLocalPort());
            assertThat(where.address().getAddress()).isEqualTo(InetAddress.getByName("127.0.0.1"));
            assertThat(where.isLocal()).isFalse();
            assertThat(credentials(connection)).isEqualTo(PeerCredentials.UNKNOWN);
            peer.send(US_ASCII.encode("x"));
        }
    }

    @Test
    void addressesAreTypedAtBothEnds() throws Exception {
        open(false);
        PeerAddress socket = new PeerAddress.Unix(directory.resolve("socket"));
        assertThat(connect(unix()).peerAddress()).isEqualTo(socket);
        assertThat(accept().peerAddress()).isEqualTo(socket);
        QmpAddress tcp = listen(QmpAddress.tcp("127.0.0.1", 0));
        Connection client = await(transport.connect(tcp, ConnectOptions.DEFAULT, loop));
        PeerAddress.Tcp server = (PeerAddress.Tcp) client.peerAddress();
        assertThat(server.address().getPort()).isEqualTo(TcpAddress.of(tcp).port());
        assertThat(client.peer()).isEqualTo(tcp.toString());
    }

    private QmpAddress unix() {
        return QmpAddress.unix(directory.resolve("socket"));
    }

    private QmpAddress listen(QmpAddress address) throws Exception {
        return await(transport.listen(address, ListenOptions.DEFAULT, loop, accepted::add))
                .address();
    }

    private Connection connect(QmpAddress address) throws Exception {
        return await(transport.connect(listen(address), ConnectOptions.DEFAULT, loop));
    }

    private Connection accept() throws InterruptedException {
        Connection connection = accepted.poll(50, SECONDS);
        assertThat(connection).as("waited for a connection").isNotNull();
        return connection;
    }

    private PeerCredentials credentials(Connection connection) throws Exception {
        return await(CompletableFuture.supplyAsync(connection::peerCredentials, loop));
    }

    private CompletionStage<Void> onLoop(Runnable task) {
        return CompletableFuture.runAsync(task, loop);
    }

    private static <T> T await(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(50, SECONDS);
    }
}
