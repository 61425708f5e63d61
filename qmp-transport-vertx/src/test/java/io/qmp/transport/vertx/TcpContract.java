package io.qmp.transport.vertx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qmp.api.error.ConnectFailedException;
import io.qmp.api.error.ConnectFailedException.Reason;
import io.qmp.api.wire.ConnectOptions;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.ListenOptions;
import io.qmp.api.wire.Listener;
import io.qmp.api.wire.QmpAddress;
import io.qmp.api.wire.TcpAddress;
import io.qmp.contracts.EchoHandler;
import io.qmp.contracts.RecordingHandler;
import io.qmp.contracts.SocketPeer;
import org.junit.jupiter.api.Test;

/** What is special about TCP. */
abstract class TcpContract extends VertxTransportContract {
    TcpContract(boolean onNative) {
        super(onNative);
    }

    @Override
    public QmpAddress freeAddress() {
        return QmpAddress.tcp("127.0.0.1", 0);
    }

    private Listener listenAt(QmpAddress address, ListenOptions options) {
        return await(transport.listen(
                address, options, loop, connection -> connection.handler(new EchoHandler(connection))));
    }

    @Test
    void aFreePortIsTold() {
        assertThat(TcpAddress.of(listen(Connection::abort).address()).port()).isPositive();
    }

    @Test
    void peersAreCalledByTheirAddress() throws Exception {
        try (SocketPeer peer = SocketPeer.connect(listenRecording().address())) {
            assertThat(accepted.take().connection().peer())
                    .isEqualTo("tcp:127.0.0.1:" + peer.socket().socket().getLocalPort());
        }
    }

    @Test
    void hostsMayBeNamesAndMayBeLeftOut() {
        for (String host : new String[] {"localhost", ""}) {
            Listener listener = listenAt(QmpAddress.tcp(host, 0), ListenOptions.DEFAULT);
            RecordingHandler client = connect(listener.address());
            send(client, "hello");
            assertThat(client.text(5)).isEqualTo("hello");
        }
    }

    @Test
    void addressesMayBeIpv6() {
        Listener listener = listenAt(QmpAddress.parse("tcp:[::1]:0"), ListenOptions.DEFAULT);
        assertThat(listener.address().toString()).startsWith("tcp:[::1]:");
        RecordingHandler client = connect(listener.address());
        send(client, "hello");
        assertThat(client.text(5)).isEqualTo("hello");
    }

    @Test
    void aPortInUseIsRefusedAsByQemu() throws Exception {
        QmpAddress address = listen(Connection::abort).address();
        assertThatThrownBy(() -> listenAt(address, ListenOptions.DEFAULT))
                .cause()
                .isInstanceOf(ConnectFailedException.class)
                .message()
                .startsWith("Failed to find an available port: Address already in use\n");
    }

    @Test
    void plainSocketsAreNotOpenToTheNetworkUnlessAllowed() {
        QmpAddress everywhere = QmpAddress.tcp("0.0.0.0", 0);
        assertThatThrownBy(() -> listenAt(everywhere, ListenOptions.DEFAULT))
                .cause()
                .isInstanceOf(ConnectFailedException.class)
                .hasMessageContaining("tcp:0.0.0.0:0 can be reached from the network");
        int port = TcpAddress.of(listenAt(everywhere, ListenOptions.DEFAULT.withOpenToNetwork())
                        .address())
                .port();
        send(connect(QmpAddress.tcp("127.0.0.1", port)), "hello");
    }

    @Test
    void nobodyListening() {
        Listener listener = listen(Connection::abort);
        await(listener.close());
        int port = TcpAddress.of(listener.address()).port();
        assertThat(failure(listener.address(), ConnectOptions.DEFAULT, Reason.NOBODY_LISTENS))
                .startsWith("Failed to connect to '127.0.0.1:" + port + "': Connection refused\n");
    }

    @Test
    void unknownHost() {
        assertThat(failure(QmpAddress.tcp("nowhere.invalid", 4444), ConnectOptions.DEFAULT, Reason.NOT_FOUND))
                .startsWith("address resolution failed for nowhere.invalid:4444: Name or service not known\n");
    }

    String failure(QmpAddress address, ConnectOptions options, Reason reason) {
        Throwable failure = await(transport
                .connect(address, options, loop)
                .handle((connection, cause) -> cause instanceof java.util.concurrent.CompletionException wrapper
                        ? wrapper.getCause()
                        : cause));
        assertThat(failure)
                .isInstanceOfSatisfying(
                        ConnectFailedException.class,
                        cause -> assertThat(cause.reason())
                                .as(cause.getMessage())
                                .isEqualTo(reason));
        return failure.getMessage();
    }
}
