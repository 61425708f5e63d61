package io.qmp.server.monitor;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.qmp.api.error.WrongStateException;
import io.qmp.api.local.LocalConnection;
import io.qmp.api.local.ManualEventLoop;
import io.qmp.api.log.RateLimitedLog;
import io.qmp.api.spi.Attachment;
import io.qmp.api.spi.CloseAction;
import io.qmp.api.spi.Monitor;
import io.qmp.api.spi.MonitorSettings;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.ConnectionHandler;
import io.qmp.api.wire.QmpAddress;
import io.qmp.server.session.QueueKind;
import io.qmp.server.session.Released;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeviceTest {
    private final List<String> refused = new ArrayList<>();
    private final ManualEventLoop loop = new ManualEventLoop(Instant.EPOCH);
    private final List<Served> served = new ArrayList<>();
    private final List<Device> removed = new ArrayList<>();
    private Monitor monitor;
    private final Device device = new Device("m0", MonitorAddress.device("unix:m0"), 1, waiting(), new Owner());
    private final CompletableFuture<Void> first = device.firstClient().toCompletableFuture();

    private WaitingClients waiting() {
        return new WaitingClients(
                2, new RateLimitedLog(System.getLogger("io.qmp.server.monitor"), loop::nanoTime), refused::add);
    }

    /** Makes monitors whose sessions only listen. */
    private final class Owner implements Device.Host {
        @Override
        public FrontEnd monitor(String name, MonitorSettings settings, Device of, QueueKind queue) {
            return new Listening(name, settings);
        }

        @Override
        public void forgetDescriptors(String label) {}

        @Override
        public void remove(Device closed) {
            removed.add(closed);
        }
    }

    /** A monitor whose sessions only listen. */
    private final class Listening implements FrontEnd, Monitor {
        private final String name;
        private final List<Connection> clients = new ArrayList<>();
        private MonitorSettings settings;

        Listening(String name, MonitorSettings settings) {
            this.name = name;
            this.settings = settings;
        }

        @Override
        public ConnectionHandler open(Connection connection) {
            Served session = new Served();
            connection.handler(session);
            clients.add(connection);
            served.add(session);
            return session;
        }

        @Override
        public List<Released> release() {
            return clients.stream()
                    .map(connection -> new Released(connection, false))
                    .toList();
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public MonitorSettings settings() {
            return settings;
        }

        @Override
        public void settings(MonitorSettings changed) {
            settings = changed;
        }

        @Override
        public void disconnect() {}

        @Override
        public Optional<Monitor> monitor() {
            return Optional.of(this);
        }

        @Override
        public void close() {
            device.stopServing(this);
        }
    }

    @BeforeEach
    void serve() {
        monitor = device.serve("m", MonitorSettings.DEFAULT);
    }

    /** What a session hears. */
    private static final class Served implements ConnectionHandler {
        private final StringBuilder heard = new StringBuilder();

        @Override
        public void received(ByteBuffer bytes) {
            heard.append(US_ASCII.decode(bytes));
        }

        @Override
        public void inputEnded() {
            heard.append('.');
        }

        @Override
        public void closed(@Nullable Throwable cause) {
            heard.append('!');
        }
    }

    /** The far end of a connection that has arrived. */
    private final class Client implements ConnectionHandler {
        private final LocalConnection connection;
        private boolean closed;

        Client() {
            LocalConnection.Ends ends = LocalConnection.open(loop, "client", "server");
            connection = ends.first();
            connection.handler(this);
            device.arrived(ends.second());
            loop.runPending();
        }

        Client send(String text) {
            connection.write(ByteBuffer.wrap(text.getBytes(US_ASCII)));
            connection.flush();
            loop.runPending();
            return this;
        }

        void endInput() {
            connection.shutdownOutput();
            loop.runPending();
        }

        void close() {
            connection.close();
            loop.runPending();
        }

        @Override
        public void received(ByteBuffer bytes) {}

        @Override
        public void inputEnded() {}

        @Override
        public void closed(@Nullable Throwable cause) {
            closed = true;
        }
    }

    @Test
    void tellsOfTheFirstClient() {
        assertThat(first.isDone()).isFalse();
        new Client();

        assertThat(first.isDone()).isTrue();
        device.stop();
        first.join();
    }

    @Test
    void aSocketWithoutClientAcceptsAConnectionThatWasMadeElsewhere() {
        Device socket = new Device(
                "s", MonitorAddress.listening(QmpAddress.parse("unix:/s"), "tcp"), 1, waiting(), new Owner());
        Connection near = LocalConnection.open(loop, "client", "server").second();

        assertThat(device.accept(near)).isFalse();
        assertThat(socket.accept(near)).isTrue();
        assertThat(socket.isConnected()).isTrue();
        assertThat(socket.accept(LocalConnection.open(loop, "client", "server").second()))
                .isFalse();
        socket.stop();
    }

    @Test
    void tellsThatNoClientCame() {
        device.stop();

        var failure = assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(first::join)
                .actual();
        assertThat(failure.getCause() instanceof WrongStateException).isTrue();
    }

    @Test
    void whatAWaitingClientSendsIsForItsSession() {
        new Client();
        Client second = new Client().send("one ").send("two ");
        assertThat(served.size()).isEqualTo(1);

        leave();
        assertThat(served.get(1).heard.toString()).isEqualTo("one two ");
        second.send("three");
        assertThat(served.get(1).heard.toString()).isEqualTo("one two three");
    }

    @Test
    void aWaitingClientThatSendsMuchIsSlowedDownAndLosesNothing() {
        new Client();
        String much = "x".repeat(WaitingClient.LIMIT);
        Client second = new Client().send(much).send("rest");
        assertThat(second.connection.pendingBytes()).isEqualTo("rest".length());

        leave();
        assertThat(served.get(1).heard.toString()).isEqualTo(much + "rest");
    }

    @Test
    void moreThanMayWaitAreTurnedAway() {
        new Client();
        Client second = new Client();
        Client third = new Client();
        assertThat(new Client().closed).isTrue();

        second.close();
        Client fifth = new Client();
        assertThat(third.closed || fifth.closed).isFalse();
        assertThat(new Client().closed).isTrue();
        assertThat(refused).containsExactly("m0", "m0");
    }

    @Test
    void aWaitingClientThatClosesIsLetGoAtOnce() {
        new Client();
        new Client().close();
        new Client().send("left").close();
        new Client().send("here");

        leave();
        assertThat(served.get(1).heard.toString()).isEqualTo("here");
    }

    @Test
    void aWaitingClientThatEndsItsInputHavingSentNothingIsLetGo() {
        new Client();
        Client second = new Client();
        second.endInput();

        assertThat(second.closed).isTrue();
    }

    @Test
    void aWaitingClientThatEndsItsInputHavingSentSomethingIsServed() {
        new Client();
        Client second = new Client().send("ask");
        second.endInput();
        assertThat(second.closed).isFalse();

        leave();
        assertThat(served.get(1).heard.toString()).isEqualTo("ask.");
    }

    @Test
    void theEndTurnsAllAwayThatWait() {
        Client first = new Client();
        Client second = new Client().send("ask");
        device.stop();
        loop.runPending();

        assertThat(second.closed).isTrue();
        assertThat(first.closed).isFalse();
    }

    @Test
    void clientOfAClosedMonitorStaysAndIsServedByTheNext() {
        Client client = new Client().send("one");
        monitor.close();
        client.send("two");
        assertThat(client.closed).isFalse();
        assertThat(device.isConnected()).isTrue();
        assertThat(device.monitor()).isEmpty();

        device.serve("next", MonitorSettings.DEFAULT);
        loop.runPending();
        client.send("three");
        assertThat(served.get(0).heard.toString()).isEqualTo("one");
        assertThat(served.get(1).heard.toString()).isEqualTo("twothree");
    }

    @Test
    void clientThatLeavesWhileThereIsNoMonitorMakesRoom() {
        monitor.close();
        Client client = new Client().send("ask");
        Client second = new Client();
        assertThat(device.isConnected()).isTrue();
        client.close();
        device.serve("next", MonitorSettings.DEFAULT);
        second.send("here");

        assertThat(served).hasSize(1);
        assertThat(served.get(0).heard.toString()).isEqualTo("here");
    }

    @Test
    void somethingElseThanAMonitorGetsClientsOneAfterTheOther() {
        monitor.close();
        Client client = new Client().send("early ");
        Attachment attachment = device.attach(this::listen);
        assertThat(device.monitor()).isEmpty();
        assertThatIllegalStateException().isThrownBy(() -> device.serve("next", MonitorSettings.DEFAULT));
        client.send("one");
        Client second = new Client().send("two");
        client.close();
        assertThat(served.get(0).heard.toString()).isEqualTo("early one.!");
        assertThat(served.get(1).heard.toString()).isEqualTo("two");

        attachment.close();
        attachment.close();
        second.send("three");
        assertThat(second.closed).isFalse();
        assertThat(served.get(1).heard.toString()).isEqualTo("two");

        device.attach(this::listen);
        loop.runPending();
        assertThat(served.get(2).heard.toString()).isEqualTo("three");
        device.disconnect();
        loop.runPending();
        assertThat(second.closed).isTrue();
        assertThat(device.isConnected()).isFalse();
    }

    private ConnectionHandler listen(Connection connection) {
        Served client = new Served();
        served.add(client);
        return client;
    }

    @Test
    void theEndOfTheServerDisconnectsClientsThatNoMonitorServes() {
        monitor.close();
        device.attach(this::listen);
        Client client = new Client().send("one");
        device.stop();
        loop.runPending();

        assertThat(client.closed).isTrue();
        assertThat(served.get(0).heard.toString()).isEqualTo("one");
    }

    @Test
    void deviceWithAMonitorTakesNoOther() {
        assertThatIllegalStateException()
                .isThrownBy(() -> device.serve("other", MonitorSettings.DEFAULT))
                .withMessage("chardev 'm0' is already in use");
        monitor.close();
        monitor.close();
        assertThat(device.serve("other", MonitorSettings.DEFAULT).name()).isEqualTo("other");
    }

    @Test
    void closedDeviceDisconnectsItsClients() {
        Client client = new Client();
        Client waiting = new Client();
        device.close();
        loop.runPending();

        assertThat(client.closed && waiting.closed).isTrue();
        assertThat(removed).containsExactly(device);
        assertThat(new Client().closed).isTrue();
    }

    @Test
    void monitorThatIsToBeDeletedGoesWithItsClient() {
        monitor.settings(monitor.settings().withCloseAction(CloseAction.DELETE));
        new Client();
        assertThat(removed).isEmpty();
        leave();

        assertThat(removed).containsExactly(device);
        assertThat(device.monitor()).isEmpty();
    }

    private void leave() {
        device.left(true);
        loop.runPending();
    }
}
