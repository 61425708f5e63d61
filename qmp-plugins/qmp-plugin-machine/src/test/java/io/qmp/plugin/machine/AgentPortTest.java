package io.qmp.plugin.machine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.qmp.api.local.LocalConnection;
import io.qmp.api.spi.ShutdownCause;
import io.qmp.api.wire.ConnectOptions;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.ConnectionHandler;
import io.qmp.api.wire.ListenOptions;
import io.qmp.api.wire.QmpAddress;
import io.qmp.plugin.core.agent.AgentPlugin;
import io.qmp.plugin.machine.agent.GuestAgentPlugin;
import io.qmp.plugin.machine.agent.SimulatedSystem;
import io.qmp.plugin.machine.guest.AgentProgram;
import io.qmp.server.QmpServer;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The agent at the machine's port. */
class AgentPortTest {
    private static final String OPENED = change(true);
    private static final String CLOSED = change(false);
    private static final String PING = "{'execute': 'guest-ping'}";
    private static final String PONG = "{\"return\": {}}\n";
    private static final String[] PORT = {
        "-device", "virtio-serial", "-device", "virtserialport,id=p0,chardev=c0,name=org.qemu.guest_agent.0"
    };

    private static String change(boolean open) {
        return "{\"event\": \"VSERPORT_CHANGE\", \"data\": {\"open\": " + open + ", \"id\": \"p0\"}}";
    }

    /** A machine whose port has a listening socket, and whose guest has an agent. */
    private static final class Machine implements AutoCloseable {
        private final MachineUnderTest machine;
        private final QmpAddress address = QmpAddress.parse("unix:/run/agent");

        Machine(String... options) {
            machine = new MachineUnderTest(options);
            machine.server.devices().listen("c0", address, ListenOptions.DEFAULT);
            GuestAgentPlugin agent = new GuestAgentPlugin(machine.plugin.guest(), SimulatedSystem.DEFAULT);
            machine.plugin.runAgent(() -> program(agent));
        }

        private AgentProgram program(GuestAgentPlugin agent) {
            QmpServer server = QmpServer.builder()
                    .guestAgent()
                    .loop(machine.server.loop())
                    .clock(machine.server.context().clock())
                    .plugin(new AgentPlugin(agent::isEnabled))
                    .plugin(agent)
                    .build();
            return new AgentProgram() {
                @Override
                public Connection connect() {
                    return server.openLocal();
                }

                @Override
                public void end() {
                    server.shutdown(ShutdownCause.GUEST_SHUTDOWN);
                }
            };
        }

        /** Executes a command; {@return what is heard} */
        List<String> ask(String command) {
            return machine.tell("{\"execute\": \"" + command + "\"}");
        }

        /** {@return the events of the port until no more come} An event that follows another one soon is held back. */
        List<String> changes() {
            return Stream.of(machine.heard(), machine.pass(Duration.ofSeconds(2)))
                    .flatMap(List::stream)
                    .filter(line -> line.contains("VSERPORT"))
                    .toList();
        }

        String chardev() {
            return machine.tell("{'execute': 'query-chardev'}").get(0).replaceAll(".*(\\{[^{]*\"c0\"}).*", "$1");
        }

        Client connect() {
            return new Client(this);
        }

        @Override
        public void close() {
            machine.close();
        }
    }

    /** A client of the port. */
    private static final class Client implements ConnectionHandler {
        private final Machine owner;
        private final LocalConnection connection;
        private final StringBuilder received = new StringBuilder();
        private boolean closed;

        Client(Machine owner) {
            this.owner = owner;
            connection = (LocalConnection) owner.machine
                    .transport
                    .connect(owner.address, ConnectOptions.DEFAULT, owner.machine.server.loop())
                    .toCompletableFuture()
                    .join();
            connection.handler(this);
            owner.machine.heard();
        }

        /** Sends a text; {@return what has come since the last} */
        String send(String text) {
            connection.write(ByteBuffer.wrap(text.replace('\'', '"').getBytes(ISO_8859_1)));
            connection.flush();
            owner.machine.heard();
            return received();
        }

        String received() {
            String all = received.toString();
            received.setLength(0);
            return all;
        }

        void close() {
            connection.close();
            owner.machine.heard();
        }

        @Override
        public void received(ByteBuffer bytes) {
            received.append(ISO_8859_1.decode(bytes));
        }

        @Override
        public void inputEnded() {}

        @Override
        public void closed(@Nullable Throwable cause) {
            closed = true;
        }
    }

    @Test
    void theAgentOpensThePortWhenTheGuestRunsAndAnswers() {
        String[] stopped = Stream.concat(Stream.of("-S"), Stream.of(PORT)).toArray(String[]::new);
        try (Machine machine = new Machine(stopped)) {
            Client client = machine.connect();
            assertThat(client.send(PING)).isEmpty();
            assertThat(machine.chardev()).contains("\"frontend-open\": false");

            assertThat(machine.ask("cont")).containsExactly("{\"event\": \"RESUME\"}", "{\"return\": {}}", OPENED);
            assertThat(machine.chardev()).contains("\"frontend-open\": true");
            assertThat(client.received()).isEqualTo(PONG);
            assertThat(client.send("\u00ff{'execute': 'guest-sync-delimited', 'arguments': {'id': 7}}\n"))
                    .endsWith("\u00ff{\"return\": 7}\n");
        }
    }

    @Test
    void whileTheMachineIsStoppedItIsNotAnswered() {
        try (Machine machine = new Machine(PORT)) {
            Client client = machine.connect();
            assertThat(client.send(PING)).isEqualTo(PONG);
            machine.ask("stop");
            assertThat(client.send(PING)).isEmpty();
            assertThat(machine.chardev()).contains("\"frontend-open\": true");
            machine.ask("cont");
            assertThat(client.received()).isEqualTo(PONG);
        }
    }

    @Test
    void oneClientComesAfterTheOtherAndGarbageIsAnsweredWithAnError() {
        try (Machine machine = new Machine(PORT)) {
            Client first = machine.connect();
            Client second = machine.connect();
            assertThat(second.send("{'execute': 'guest-pi")).isEmpty();
            assertThat(first.send("nonsense\n")).contains("\"error\"");
            first.close();
            assertThat(second.send("ng'}")).isEqualTo(PONG);
            second.send("{'execute': ");
            second.close();
            assertThat(machine.connect().send("\u00ff" + PING))
                    .startsWith("{\"error\"")
                    .endsWith(PONG);
        }
    }

    @Test
    void aResetClosesThePortAndTheNextAgentHasForgottenWhatWas() {
        try (Machine machine = new Machine(PORT)) {
            assertThat(machine.changes()).containsExactly(OPENED);
            Client client = machine.connect();
            client.send("{'execute': 'guest-fsfreeze-freeze'}{'execute': 'guest-p");
            assertThat(machine.ask("system_reset"))
                    .startsWith(CLOSED)
                    .element(1)
                    .asString()
                    .contains("RESET");
            assertThat(client.closed).isFalse();
            assertThat(client.send(PING)).isEqualTo(PONG);
            assertThat(client.send("{'execute': 'guest-fsfreeze-status'}")).contains("thawed");
            assertThat(machine.changes()).containsExactly(OPENED);
        }
    }

    @Test
    void whatPowersOffClosesThePortBeforeAndForGood() {
        String[] options =
                Stream.concat(Stream.of("-no-shutdown"), Stream.of(PORT)).toArray(String[]::new);
        try (Machine machine = new Machine(options)) {
            machine.changes();
            Client client = machine.connect();
            assertThat(client.send("{'execute': 'guest-shutdown', 'arguments': {'mode': 'powerdown'}}"))
                    .isEmpty();
            assertThat(machine.machine.heard()).isEmpty();
            assertThat(machine.chardev()).contains("\"frontend-open\": false");
            assertThat(machine.ask("query-status").get(0)).contains("shutdown");
            assertThat(client.send(PING)).isEmpty();
            machine.ask("system_reset");
            machine.ask("cont");
            assertThat(client.received()).isEqualTo(PONG);
        }
    }

    @Test
    void portsComeAndGo() {
        try (Machine machine = new Machine("-device", "virtio-serial")) {
            Client client = machine.connect();
            client.send(PING);
            assertThat(machine.machine.tell("{'execute': 'device_add', 'arguments': {'driver': 'virtserialport',"
                            + " 'id': 'p0', 'chardev': 'c0', 'name': 'org.qemu.guest_agent.0'}}"))
                    .containsExactly("{\"return\": {}}", OPENED);
            assertThat(client.received()).isEqualTo(PONG);
            assertThat(machine.machine
                            .tell("{'execute': 'chardev-remove', 'arguments': {'id': 'c0'}}")
                            .get(0))
                    .contains("Chardev 'c0' is busy");

            assertThat(machine.machine.tell("{'execute': 'device_del', 'arguments': {'id': 'p0'}}"))
                    .noneMatch(line -> line.contains("VSERPORT"));
            assertThat(machine.chardev()).contains("\"frontend-open\": false");
            assertThat(client.send(PING)).isEmpty();
            assertThat(machine.machine.tell("{'execute': 'chardev-remove', 'arguments': {'id': 'c0'}}"))
                    .containsExactly("{\"return\": {}}");
            assertThat(client.closed).isTrue();
        }
    }

    @Test
    void aPortOrItsDeviceIsNotUsedTwice() {
        try (Machine machine = new Machine(PORT)) {
            machine.machine.tell("{'execute': 'chardev-add', 'arguments': {'id': 'c1', 'backend': {'type': 'null',"
                    + " 'data': {}}}}");
            assertThat(add(machine, "c1", "org.qemu.guest_agent.0"))
                    .contains("virtio-serial-bus: A port already exists by name org.qemu.guest_agent.0");
            assertThat(add(machine, "c0", "other"))
                    .contains(
                            "Property 'virtserialport.chardev' can't take value 'c0': chardev 'c0' is already in use");
            assertThat(add(machine, "local", "other"))
                    .contains("Property 'virtserialport.chardev' can't take value 'local': chardev 'local' is already");
            assertThat(add(machine, "c1", "other")).isEqualTo("{\"return\": {}}");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MachineUnderTest(
                        Stream.concat(Stream.of(PORT), Stream.of("-device", "isa-serial,chardev=c0"))
                                .toArray(String[]::new)))
                .withMessageContaining("can't take value 'c0': chardev 'c0' is already in use");
    }

    private static String add(Machine machine, String chardev, String name) {
        return machine.machine
                .tell("{'execute': 'device_add', 'arguments': {'driver': 'virtserialport', 'chardev': '" + chardev
                        + "', 'name': '" + name + "'}}")
                .get(0);
    }

    @Test
    void aDeviceThatAlwaysListensIsOpen() {
        try (Machine machine = new Machine("-device", "isa-serial,chardev=c0")) {
            assertThat(machine.chardev()).contains("\"frontend-open\": true");
            assertThat(machine.changes()).isEmpty();
        }
    }

    @Test
    void theTimeOfTheGuestIsSet() {
        try (Machine machine = new Machine(PORT)) {
            Client client = machine.connect();
            assertThat(client.send("{'execute': 'guest-set-time', 'arguments': {'time': 1000000000000000000}}"))
                    .isEqualTo(PONG);
            assertThat(client.send("{'execute': 'guest-get-time'}")).isEqualTo("{\"return\": 1000000000000000000}\n");
            machine.machine.plugin.guest().setClock(0);
            assertThat(client.send("{'execute': 'guest-set-time'}{'execute': 'guest-get-time'}"))
                    .contains("{\"return\": 1767225"); // the host's
        }
    }
}
