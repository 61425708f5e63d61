package io.qmp.transport.nio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qmp.api.error.ConnectionLostException;
import io.qmp.api.message.Event;
import io.qmp.api.spi.ShutdownCause;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.EventLoop;
import io.qmp.api.wire.QmpAddress;
import io.qmp.api.wire.Transport;
import io.qmp.client.EventSubscription;
import io.qmp.client.QmpClient;
import io.qmp.client.QmpClientBuilder;
import io.qmp.client.ReconnectPolicy;
import io.qmp.contracts.SocketPeer;
import io.qmp.server.MonitorOptions;
import io.qmp.server.OutputLimit;
import io.qmp.server.QmpServer;
import io.qmp.server.ServerOptions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The runtimes on this transport. */
class ServerAndClientTest {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final MonitorOptions MANY = MonitorOptions.DEFAULT.withClients(2000);

    /** Commands that wait are not waited for. */
    private static final ServerOptions OPTIONS = ServerOptions.DEFAULT.withShutdownGrace(Duration.ofMillis(100));

    @TempDir
    Path directory;

    private final Transport transport = NioTransport.create();
    private final EventLoop loop = transport.newEventLoop();
    private QmpServer server = server(OPTIONS);

    private QmpServer server(ServerOptions options) {
        return QmpServer.builder()
                .withoutInstalledPlugins()
                .plugin(new EchoPlugin())
                .options(options)
                .transport(transport)
                .loop(transport.newEventLoop())
                .build();
    }

    @AfterEach
    void end() {
        join(server.shutdown(ShutdownCause.HOST_SIGNAL));
        assertThat(server.sessions()).isZero();
        join(transport.close());
        assertThat(directory).isEmptyDirectory();
    }

    private static <T> T join(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    private QmpAddress listen(String kind) {
        QmpAddress address =
                kind.equals("unix") ? QmpAddress.unix(directory.resolve("qmp")) : QmpAddress.tcp("127.0.0.1", 0);
        return join(server.listen(address, MANY));
    }

    private QmpClientBuilder builder() {
        return QmpClient.builder().transport(transport).loop(loop).connectWithin(PATIENCE);
    }

    private QmpClient connect(QmpAddress address) {
        return join(builder().outOfBand(true).connect(address));
    }

    @ParameterizedTest
    @ValueSource(strings = {"unix", "tcp"})
    void outOfBandCommandsPassThoseThatWait(String kind) {
        QmpClient client = connect(listen(kind));
        CompletableFuture<?> waiting = client.execute(new EchoPlugin.Wait());
        join(client.executeOutOfBand(new EchoPlugin.Now()));
        assertThat(waiting).isNotDone();
        join(client.close());
        assertThat(waiting).isCompletedExceptionally();
    }

    @ParameterizedTest
    @ValueSource(strings = {"unix", "tcp"})
    void eventsPrecedeTheReplyOfTheirCommandAndNoneIsLost(String kind) throws InterruptedException {
        QmpClient client = connect(listen(kind));
        EventSubscription<Event> events = client.subscribe("TICK");
        for (int round = 0; round < 50; round++) {
            join(client.execute(new EchoPlugin.Burst(20)));
            for (int i = 0; i < 20; i++) {
                assertThat(events.poll(Duration.ZERO)).isPresent();
            }
        }
        events.close();
        join(client.close());
    }

    @ParameterizedTest
    @ValueSource(strings = {"unix", "tcp"})
    void longRepliesComeWhole(String kind) {
        QmpClient client = connect(listen(kind));
        List<CompletableFuture<EchoPlugin.Said>> replies = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            replies.add(client.execute(new EchoPlugin.Text(200_000 + i)));
        }
        for (int i = 0; i < 40; i++) {
            assertThat(replies.get(i).join().text()).hasSize(200_000 + i);
        }
        join(client.close());
    }

    @ParameterizedTest
    @ValueSource(strings = {"unix", "tcp"})
    void aClientThatDoesNotReadIsDisconnectedAndOthersAreServed(String kind) throws Exception {
        join(server.shutdown(ShutdownCause.HOST_SIGNAL));
        server = server(OPTIONS.withOutputLimit(new OutputLimit(4 << 20, OutputLimit.Overflow.DISCONNECT)));
        QmpAddress address = listen(kind);
        QmpClient other = connect(address);
        try (SocketPeer slow = SocketPeer.connect(address)) {
            while (server.sessions() < 2) {
                join(other.execute(new EchoPlugin.Now())); // a turn in which it may be accepted
            }
            slow.send("{'execute':'qmp_capabilities'}");
            for (int i = 0; i < 40; i++) {
                slow.send("{'execute':'text','arguments':{'length':1000000}}");
            }
            while (server.sessions() > 1) {
                join(other.execute(new EchoPlugin.Now())); // a turn in which it may be cut off
            }
            assertThat(readToEnd(slow)).isLessThan(40_000_000);
        }
        assertThat(join(other.execute(new EchoPlugin.Text(5))).text()).isEqualTo("xxxxx");
        join(other.close());
    }

    /** {@return how many bytes come until the connection ends, in order or by a reset} */
    private static int readToEnd(SocketPeer peer) {
        int count = 0;
        ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
        try {
            while (peer.socket().read(buffer.clear()) >= 0) {
                count += buffer.position();
            }
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("reset");
        }
        return count;
    }

    @ParameterizedTest
    @ValueSource(strings = {"unix", "tcp"})
    void aThousandClientsAreServedAtOnce(String kind) {
        QmpAddress address = listen(kind);
        List<CompletionStage<QmpClient>> connecting = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            connecting.add(builder().connect(address));
        }
        List<QmpClient> clients =
                connecting.stream().map(ServerAndClientTest::join).toList();
        List<CompletableFuture<EchoPlugin.Said>> replies = clients.stream()
                .map(client -> client.execute(new EchoPlugin.Text(100)))
                .toList();
        for (CompletableFuture<EchoPlugin.Said> reply : replies) {
            assertThat(reply.join().text()).hasSize(100);
        }
        assertThat(server.sessions()).isEqualTo(1000);
        clients.forEach(client -> join(client.close()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"unix", "tcp"})
    void shuttingDownTheServerEndsPendingCommandsOfItsClients(String kind) {
        QmpClient client = connect(listen(kind));
        CompletableFuture<?> waiting = client.execute(new EchoPlugin.Wait());
        join(client.executeOutOfBand(new EchoPlugin.Now())); // so the other has arrived
        join(server.shutdown(ShutdownCause.HOST_SIGNAL));
        assertThatThrownBy(waiting::join).cause().isInstanceOf(ConnectionLostException.class);
        join(client.closed().handle((nothing, failure) -> null));
    }

    @Test
    void aClientReconnectsToTheNextServer() {
        QmpAddress address = listen("unix");
        CompletableFuture<QmpClient> again = new CompletableFuture<>();
        QmpClient client = join(builder()
                .reconnect(ReconnectPolicy.within(PATIENCE).withResync(running -> {
                    again.complete(running);
                    return CompletableFuture.completedFuture(null);
                }))
                .connect(address));
        join(server.shutdown(ShutdownCause.HOST_SIGNAL));
        server = server(OPTIONS);
        listen("unix");
        QmpClient running = again.join();
        assertThat(join(running.execute("text", QmpObject.of("length", QmpValue.of(3)))))
                .isNotNull();
        join(client.close());
    }

    @Test
    void aPeerThatIsKilledAmidARequestHarmsNobody() throws Exception {
        QmpAddress address = listen("unix");
        QmpClient client = connect(address);
        for (int i = 0; i < 50; i++) {
            SocketPeer peer = SocketPeer.connect(address);
            peer.send("{'execute':'qmp_capabilities'}{'execute':'text','arguments':{'length':1000000}}{'exec");
            peer.reset();
        }
        assertThat(join(client.execute(new EchoPlugin.Text(3))).text()).isEqualTo("xxx");
        join(client.close());
        assertThat(Files.exists(directory.resolve("qmp"))).isTrue();
    }
}
