package io.qmp.transport.nio;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.error.ConnectFailedException.Reason;
import io.qmp.api.wire.ConnectOptions;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.Transport;
import io.qmp.contracts.RecordingHandler;
import io.qmp.contracts.SocketPeer;
import io.qmp.contracts.TransportCapability;
import io.qmp.contracts.UnixTransportContract;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class UnixTest extends UnixTransportContract {
    @Override
    protected Transport newTransport() {
        return NioTransport.create();
    }

    @Override
    protected Set<TransportCapability> capabilities() {
        return EnumSet.noneOf(TransportCapability.class);
    }

    @Test
    void aPathOf107BytesIsListenedAtButConnectedToByTheOtherTransportOnly() {
        path = pathOf(107);
        listen(Connection::abort);
        assertThat(assertConnectingFails(Reason.OTHER, "UNIX socket path '" + path + "' is too long\n"))
                .hasMessageEndingWith(
                        "Path must be less than 107 bytes on the JDK's sockets; io.qmp:qmp-transport-vertx takes 107");
    }

    @Test
    void namesOfTheUserAndGroupAreKnown() throws Exception {
        listenRecording();
        try (SocketPeer peer = SocketPeer.connect(freeAddress())) {
            Connection connection = accepted.take().connection();
            assertThat(onLoop(connection::peerCredentials).requireUser())
                    .isEqualTo(Files.getOwner(directory).getName());
            assertThat(peer.socket().isConnected()).isTrue();
            onLoop(connection::abort);
            assertThat(onLoop(connection::peerCredentials).user()).isEmpty();
        }
    }

    @Test
    void aServerWhoseQueueIsFullIsWaitedForAndThenConnectedTo() throws Exception {
        try (ServerSocketChannel server =
                ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(path), 1)) {
            List<CompletionStage<RecordingHandler>> clients = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                clients.add(transport
                        .connect(freeAddress(), ConnectOptions.DEFAULT.withTimeout(Duration.ofMinutes(4)), loop)
                        .thenApplyAsync(RecordingHandler::new, loop));
            }
            onLoop(() -> {}); // all of them have tried
            for (int i = 0; i < clients.size(); i++) {
                SocketPeer peer = new SocketPeer(server.accept());
                peer.send("hello");
            }
            for (CompletionStage<RecordingHandler> client : clients) {
                assertThat(await(client).text(5)).isEqualTo("hello");
            }
        }
    }

    @Test
    void aServerWhoseQueueStaysFullIsGivenUp() throws Exception {
        try (ServerSocketChannel server =
                ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(path), 1)) {
            assertThat(server.isOpen()).isTrue();
            List<SocketPeer> queue = List.of(SocketPeer.connect(freeAddress()), SocketPeer.connect(freeAddress()));
            Throwable failure = await(transport
                    .connect(freeAddress(), ConnectOptions.DEFAULT.withTimeout(Duration.ofMillis(30)), loop)
                    .<Throwable>handle((connection, cause) -> cause));
            assertThat(failure).hasMessageContaining("Failed to connect to '" + path + "': no answer within 30 ms\n");
            for (SocketPeer peer : queue) {
                peer.close();
            }
        }
    }
}
