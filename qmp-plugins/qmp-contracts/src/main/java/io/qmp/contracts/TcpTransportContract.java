package io.qmp.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.qmp.api.Experimental;
import io.qmp.api.error.ConnectFailedException;
import io.qmp.api.error.ConnectFailedException.Reason;
import io.qmp.api.host.PeerAddress;
import io.qmp.api.host.PeerCredentials;
import io.qmp.api.wire.ConnectOptions;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.ListenOptions;
import io.qmp.api.wire.Listener;
import io.qmp.api.wire.QmpAddress;
import io.qmp.api.wire.TcpAddress;
import io.qmp.api.wire.TlsOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Tests that every transport must pass which serves TCP.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public abstract class TcpTransportContract extends TransportContract {
    /** For the test classes that extend it. */
    protected TcpTransportContract() {}

    @Override
    public QmpAddress freeAddress() {
        return QmpAddress.tcp("127.0.0.1", 0);
    }

    private Listener listenAt(QmpAddress address, ListenOptions options) {
        return await(transport.listen(
                address, options, loop, connection -> connection.handler(new EchoHandler(connection))));
    }

    private static int port(QmpAddress address) {
        return TcpAddress.of(address).port();
    }

    private void assertEchoes(QmpAddress address) {
        RecordingHandler client = connect(address);
        send(client, "hello");
        assertEquals("hello", client.text(5));
    }

    private ConnectFailedException connectingFails(QmpAddress address, ConnectOptions options) {
        return failure(() -> await(transport.connect(address, options, loop)));
    }

    @Test
    void listenersKnowTheirRealPort() {
        Listener listener = listen(Connection::abort);
        int port = port(listener.address());
        assertTrue(port > 0);
        assertEquals(Optional.of(new InetSocketAddress("127.0.0.1", port)), listener.localAddress());
    }

    @Test
    void bothEndsKnowWhereTheOtherIs() throws Exception {
        try (SocketPeer peer = SocketPeer.connect(listenRecording().address())) {
            Connection connection = accepted.take().connection();
            int port = peer.socket().socket().getLocalPort();
            assertEquals("tcp:127.0.0.1:" + port, connection.peer());
            InetSocketAddress where = ((PeerAddress.Tcp) connection.peerAddress()).address();
            assertEquals(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), where);
            assertEquals(PeerCredentials.UNKNOWN, onLoop(connection::peerCredentials));
            InetSocketAddress here = (InetSocketAddress) peer.socket().getRemoteAddress();
            assertEquals(Optional.of(here), onLoop(connection::localAddress));
        }
    }

    @Test
    void hostsMayBeNamesAndMayBeLeftOut() {
        assertEchoes(
                listenAt(QmpAddress.tcp("localhost", 0), ListenOptions.DEFAULT).address());
        assertEchoes(listenAt(QmpAddress.parse("tcp::0"), ListenOptions.DEFAULT).address());
    }

    @Test
    void addressesMayBeIpv6() {
        Listener listener = listenAt(QmpAddress.parse("tcp:[::1]:0"), ListenOptions.DEFAULT);
        assertTrue(listener.address().toString().startsWith("tcp:[::1]:"));
        assertEchoes(listener.address());
    }

    @Test
    void aPortInUseIsRefused() {
        QmpAddress address = listen(Connection::abort).address();
        assertMessage(
                "Failed to find an available port: Address already in use\n",
                failure(() -> listenAt(address, ListenOptions.DEFAULT)));
    }

    @Test
    void aPortIsFreeAgainAsSoonAsItsListenerHasClosed() {
        QmpAddress address = freeAddress();
        for (int i = 0; i < 20; i++) {
            Listener listener = listenAt(address, ListenOptions.DEFAULT);
            address = listener.address();
            assertEchoes(address);
            await(listener.close());
        }
    }

    @Test
    void plainSocketsAreNotOpenToTheNetworkUnlessAllowed() {
        QmpAddress everywhere = QmpAddress.tcp("0.0.0.0", 0);
        assertMessage(
                "Failed to bind socket: tcp:0.0.0.0:0 can be reached from the network",
                failure(() -> listenAt(everywhere, ListenOptions.DEFAULT)));
        Listener open = listenAt(everywhere, ListenOptions.DEFAULT.withOpenToNetwork());
        assertEchoes(QmpAddress.tcp("127.0.0.1", port(open.address())));
    }

    @Test
    void nobodyListening() {
        Listener listener = listen(Connection::abort);
        await(listener.close());
        ConnectFailedException failure = connectingFails(listener.address(), ConnectOptions.DEFAULT);
        assertEquals(Reason.NOBODY_LISTENS, failure.reason());
        assertMessage(
                "Failed to connect to '127.0.0.1:" + port(listener.address()) + "': Connection refused\n", failure);
    }

    @Test
    void unknownHost() {
        ConnectFailedException failure =
                connectingFails(QmpAddress.tcp("nowhere.invalid", 4444), ConnectOptions.DEFAULT);
        assertEquals(Reason.NOT_FOUND, failure.reason());
        assertMessage("address resolution failed for nowhere.invalid:4444: Name or service not known\n", failure);
    }

    @Test
    void aServerThatDoesNotAnswerIsGivenUp() throws Exception {
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            List<SocketChannel> queue = fill(full);
            ConnectFailedException failure = connectingFails(
                    QmpAddress.tcp("127.0.0.1", full.getLocalPort()),
                    ConnectOptions.DEFAULT.withTimeout(Duration.ofMillis(20)));
            assertEquals(Reason.TIMED_OUT, failure.reason());
            for (SocketChannel one : queue) {
                one.close();
            }
        }
    }

    /** Connects until the operating system answers no longer. */
    private static List<SocketChannel> fill(ServerSocket server) throws IOException {
        List<SocketChannel> queue = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            SocketChannel one = SocketChannel.open();
            one.configureBlocking(false);
            one.connect(server.getLocalSocketAddress());
            queue.add(one);
        }
        return queue;
    }

    @Test
    void tlsIsNeverReplacedByPlainText() {
        assumeFalse(capabilities().contains(TransportCapability.TLS), "this transport has TLS");
        TlsOptions server = TlsOptions.server(Path.of("certificate.pem"), Path.of("key.pem"));
        ConnectFailedException listening =
                failure(() -> listenAt(freeAddress(), ListenOptions.DEFAULT.withTls(server)));
        assertEquals(Reason.INSECURE, listening.reason());
        QmpAddress plain = listen(Connection::abort).address();
        TlsOptions client = TlsOptions.client(Path.of("authorities.pem"));
        ConnectFailedException connecting = connectingFails(plain, ConnectOptions.DEFAULT.withTls(client));
        assertEquals(Reason.INSECURE, connecting.reason());
    }

    @Test
    void aServerThatSpeaksTlsIsNoticed() throws Exception {
        try (var server = SocketPeer.listen(freeAddress())) {
            RecordingHandler client =
                    connect(QmpAddress.tcp("127.0.0.1", server.socket().getLocalPort()));
            try (SocketPeer peer = new SocketPeer(server.accept())) {
                peer.send(java.nio.ByteBuffer.wrap(new byte[] {21, 3, 3, 0, 2, 2, 10})); // a fatal alert
                Throwable cause = client.whenClosed().join().orElseThrow();
                assertEquals(Reason.INSECURE, ((ConnectFailedException) cause).reason());
                assertEquals(0, onLoop(client::count));
            }
        }
    }

    @Test
    void descriptorsAreRefusedAndClosed() {
        assertRefusesDescriptors(connect(listenRecording().address()).connection());
    }
}
