package io.qmp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qmp.api.error.ConnectFailedException;
import io.qmp.api.error.ConnectFailedException.Reason;
import io.qmp.api.error.ConnectionLostException;
import io.qmp.api.error.WrongStateException;
import io.qmp.api.message.Event;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.ConnectOptions;
import io.qmp.api.wire.EventLoop;
import io.qmp.api.wire.ListenOptions;
import io.qmp.api.wire.Listener;
import io.qmp.api.wire.QmpAddress;
import io.qmp.api.wire.Transport;
import io.qmp.api.wire.Transports;
import io.qmp.client.operation.Operations;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransportTest {
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @TempDir
    Path directory;

    private final Transport transport = Transports.installed().open();
    private final EventLoop loop = transport.newEventLoop();

    @AfterEach
    void close() {
        join(transport.close());
    }

    private QmpAddress address(String kind) {
        return kind.equals("unix") ? QmpAddress.unix(directory.resolve("qmp")) : QmpAddress.tcp("127.0.0.1", 0);
    }

    private Listener listen(QmpAddress address) {
        return join(transport.listen(address, ListenOptions.DEFAULT, loop, TinyServer::serve));
    }

    private static <T> T join(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    private static <X extends Throwable> X failure(Class<X> type, CompletionStage<?> stage) {
        return assertThat(assertThatExceptionOfType(CompletionException.class)
                        .isThrownBy(() -> join(stage))
                        .actual()
                        .getCause())
                .asInstanceOf(InstanceOfAssertFactories.type(type))
                .actual();
    }

    @ParameterizedTest
    @ValueSource(strings = {"unix", "tcp"})
    void connectsExecutesAndCloses(String kind) throws InterruptedException {
        QmpAddress address = listen(address(kind)).address();
        QmpClient client = join(QmpClient.connect(address));
        List<CompletableFuture<QmpValue>> all = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            Thread thread = new Thread(() -> {
                for (int i = 0; i < 1000; i++) {
                    var command = client.execute("echo", QmpObject.of("i", QmpValue.of(i)));
                    synchronized (all) {
                        all.add(command);
                    }
                }
            });
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        for (var command : all) {
            assertThat(((QmpObject) command.join()).integer("i").isPresent()).isTrue();
        }
        join(client.close());

        assertThat(client.state()).isEqualTo(ClientState.CLOSED);
        failure(WrongStateException.class, client.execute("later", QmpObject.EMPTY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"unix", "tcp"})
    void showsAThreadThatMayWaitTheSame(String kind) throws InterruptedException {
        QmpAddress address = listen(address(kind)).address();
        QmpClient client = join(QmpClient.connect(address));
        try (BlockingQmpClient blocking = client.blocking();
                EventSubscription<Event> events = client.subscribe("HAPPENED")) {
            QmpObject arguments = QmpObject.of("x", QmpValue.of(1));

            assertThat(blocking.execute("happen", arguments)).isEqualTo(arguments);
            assertThat(EventsTest.words(events.poll(Duration.ZERO).orElseThrow()))
                    .isEqualTo("HAPPENED");
            CompletableFuture<Void> onLoop = CompletableFuture.runAsync(
                    () -> assertThatExceptionOfType(WrongStateException.class)
                            .isThrownBy(() -> blocking.execute("echo", QmpObject.EMPTY))
                            .actual(),
                    client.loop());
            assertThat(onLoop.join()).isNull();
        }
        assertThat(client.state()).isEqualTo(ClientState.CLOSED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"unix", "tcp"})
    void takesAServerThatConnects(String kind) {
        QmpAddress address = kind.equals("unix") ? address(kind) : freePort();
        var accepting = QmpClient.accept(address);
        connectServer(address);
        QmpClient client = join(accepting);

        assertThat(client.execute("echo", QmpObject.EMPTY).join()).isEqualTo(QmpObject.EMPTY);
        join(client.close());
    }

    @Test
    void waitsForAServerThatIsNotThereYet() {
        QmpAddress address = address("unix");
        List<ClientState> states = new ArrayList<>();
        var connecting = QmpClient.builder()
                .connectWithin(Duration.ofSeconds(30))
                .stateListener((before, now, cause) -> states.add(now))
                .connect(address);
        listen(address);
        QmpClient client = join(connecting);

        assertThat(client.state()).isEqualTo(ClientState.RUNNING);
        join(client.close());
    }

    @Test
    void tellsWhyItCannotConnect() throws Exception {
        QmpAddress address = address("unix");
        assertThat(failure(ConnectFailedException.class, QmpClient.connect(address))
                        .reason())
                .isEqualTo(Reason.NOT_FOUND);
        try (var socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.bind(UnixDomainSocketAddress.of(directory.resolve("qmp")));
        }
        assertThat(failure(ConnectFailedException.class, QmpClient.connect(address))
                        .reason())
                .isEqualTo(Reason.NOBODY_LISTENS);
    }

    @Test
    void operationsOfAClosedClientFail() {
        QmpClient client = join(QmpClient.connect(listen(address("unix")).address()));
        join(client.close());
        Operations operations = Operations.of(client);

        failure(WrongStateException.class, operations.quit(PATIENCE));
        failure(WrongStateException.class, operations.awaitRunState(state -> true, PATIENCE));
    }

    @Test
    void manyClientsShareALoop() {
        QmpAddress address = listen(address("unix")).address();
        QmpClientBuilder builder = QmpClient.builder().transport(transport).loop(loop);
        List<QmpClient> clients = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            clients.add(join(builder.connect(address)));
        }
        for (QmpClient client : clients) {
            assertThat(client.execute("echo", QmpObject.EMPTY).join()).isEqualTo(QmpObject.EMPTY);
            join(client.close());
        }
        assertThat(clients.stream().allMatch(client -> client.loop() == loop)).isTrue();
        join(join(builder.connect(address)).close());
    }

    @Test
    void theLoopMustNotWaitForEvents() {
        QmpClient client = join(QmpClient.connect(listen(address("unix")).address()));
        EventSubscription<Event> events = client.subscribe();
        CompletableFuture<Void> onLoop = CompletableFuture.runAsync(
                () -> {
                    assertThatThrownBy(() -> events.poll(PATIENCE)).isInstanceOf(WrongStateException.class);
                    assertThatThrownBy(() -> events.iterator().hasNext()).isInstanceOf(WrongStateException.class);
                },
                client.loop());

        assertThat(onLoop.join()).isNull();
        join(client.close());
    }

    @ParameterizedTest
    @ValueSource(strings = {"unix", "tcp"})
    void noticesThatTheServerGoes(String kind) {
        QmpAddress address = listen(address(kind)).address();
        QmpClient client = join(QmpClient.connect(address));
        EventSubscription<Event> events = client.subscribe();
        assertThat(client.execute("quit", QmpObject.EMPTY).join()).isEqualTo(QmpObject.EMPTY);
        join(client.closed());

        assertThatThrownBy(() -> events.poll(Duration.ofSeconds(1))).isInstanceOf(ConnectionLostException.class);
    }

    /** Connects a server to a client as soon as that listens. */
    private void connectServer(QmpAddress address) {
        transport.connect(address, ConnectOptions.DEFAULT, loop).whenComplete((connection, failure) -> {
            if (failure == null) {
                TinyServer.serve(connection);
            } else {
                loop.schedule(Duration.ofMillis(10), () -> connectServer(address));
            }
        });
    }

    private QmpAddress freePort() {
        Listener listener = listen(address("tcp"));
        join(listener.close());
        return listener.address();
    }
}
