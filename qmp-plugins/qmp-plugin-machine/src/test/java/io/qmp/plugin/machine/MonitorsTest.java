package io.qmp.plugin.machine;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.local.LocalConnection;
import io.qmp.api.spi.CharacterDevice;
import io.qmp.api.wire.ConnectionHandler;
import io.qmp.plugin.qemu.QemuVersion;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Monitors as objects that come and go, on devices within the test. */
class MonitorsTest {
    private final MachineUnderTest machine = MachineUnderTest.as(QemuVersion.V11_1);

    @AfterEach
    void end() {
        machine.close();
    }

    /** A client of a device. */
    private final class Client implements ConnectionHandler {
        private final LocalConnection connection;
        private final StringBuilder heard = new StringBuilder();
        private boolean closed;

        /** Makes a device and connects to it. */
        Client(String device) {
            LocalConnection.Ends ends = LocalConnection.open(machine.server.loop(), "client", "server");
            connection = ends.first();
            connection.handler(this);
            machine.server.devices().of(device, "socket", ends.second());
            machine.heard();
        }

        String tell(String text) {
            connection.write(ByteBuffer.wrap(text.getBytes(US_ASCII)));
            connection.flush();
            return heard();
        }

        String heard() {
            machine.heard();
            String text = heard.toString().strip();
            heard.setLength(0);
            return text;
        }

        void leave() {
            connection.close();
            machine.heard();
        }

        @Override
        public void received(ByteBuffer bytes) {
            heard.append(US_ASCII.decode(bytes));
        }

        @Override
        public void inputEnded() {}

        @Override
        public void closed(@Nullable Throwable cause) {
            closed = true;
        }
    }

    private String tell(String request) {
        return String.join(" ", machine.tell(request.replace('\'', '"')));
    }

    private String add(String properties) {
        return tell("{'execute': 'object-add', 'arguments': {'qom-type': 'monitor-qmp', " + properties + "}}");
    }

    private String delete(String id) {
        return tell("{'execute': 'object-del', 'arguments': {'id': '" + id + "'}}");
    }

    private String set(String property, String value) {
        return tell("{'execute': 'qom-set', 'arguments': {'path': '/objects/m', 'property': '" + property
                + "', 'value': " + value + "}}");
    }

    @Test
    void yankCutsTheConnection() {
        assertThat(tell("{'execute': 'yank', 'arguments': {'instances': [{'type': 'chardev', 'id': 'local'}]}}"))
                .isEqualTo("end");
    }

    @Test
    void monitorIsMadeOnADeviceWithAClient() {
        Client client = new Client("c");
        assertThat(client.tell("{\"execute\": \"qmp_capabilities\", \"id\": 1}"))
                .isEmpty();
        assertThat(add("'id': 'm', 'chardev': 'c'")).isEqualTo("{\"return\": {}}");
        assertThat(client.heard()).contains("\"capabilities\": [\"oob\"]").endsWith("{\"return\": {}, \"id\": 1}");

        machine.tell("{\"execute\": \"stop\"}");
        assertThat(client.heard()).contains("STOP");
    }

    @Test
    void deletedMonitorLeavesItsClientSilentUntilTheNextOne() {
        Client client = new Client("c");
        add("'id': 'm', 'chardev': 'c'");
        client.tell("{\"execute\": \"qmp_capabilities\"}");
        assertThat(delete("m")).isEqualTo("{\"return\": {}}");
        machine.tell("{\"execute\": \"stop\"}");
        assertThat(client.tell("{\"execute\": \"query-name\"}")).isEmpty();

        add("'id': 'next', 'chardev': 'c', 'pretty': true");
        assertThat(client.heard()).contains("\"QMP\": {\r\n").contains("Expecting capabilities negotiation");
        assertThat(client.closed).isFalse();
    }

    @Test
    void deviceWithoutAMonitorIsRemovedWithItsClient() {
        Client client = new Client("c");
        add("'id': 'm', 'chardev': 'c'");
        String remove = "{'execute': 'chardev-remove', 'arguments': {'id': 'c'}}";
        assertThat(tell(remove)).contains("Chardev 'c' is busy");
        delete("m");
        assertThat(tell(remove)).isEqualTo("{\"return\": {}}");
        assertThat(client.closed).isTrue();
        assertThat(tell(remove)).contains("Chardev 'c' not found");
    }

    @Test
    void replyOfACommandThatRunsIsDroppedWithItsMonitor() {
        Client client = new Client("c");
        add("'id': 'm', 'chardev': 'c'");
        client.tell("{\"execute\": \"qmp_capabilities\"}");
        String sum = "{\"execute\": \"human-monitor-command\", \"arguments\": {\"command-line\": \"sum 0 100000000\"}}";
        assertThat(client.tell(sum)).isEmpty();
        machine.server
                .devices()
                .find("c")
                .flatMap(CharacterDevice::monitor)
                .orElseThrow()
                .close();
        machine.pass(Duration.ofHours(1));

        assertThat(client.heard()).isEmpty();
        assertThat(tell("{'execute': 'query-name'}")).isEqualTo("{\"return\": {}}");
    }

    @Test
    void outputIsPrettyFromTheNextMessageOn() {
        Client client = new Client("c");
        add("'id': 'm', 'chardev': 'c'");
        client.heard();
        assertThat(set("pretty", "true")).isEqualTo("{\"return\": {}}");
        assertThat(client.tell("{\"execute\": \"qmp_capabilities\"}")).contains("{\r\n");
        set("pretty", "false");
        assertThat(client.tell("{\"execute\": \"query-name\"}")).isEqualTo("{\"return\": {}}");
    }

    @Test
    void monitorMayGoWithItsClientIfThatIsSetLater() {
        Client client = new Client("c");
        add("'id': 'm', 'chardev': 'c'");
        assertThat(set("close-action", "'delete'")).isEqualTo("{\"return\": {}}");
        assertThat(set("close-action", "'x'")).contains("Parameter 'close-action' does not accept value 'x'");
        client.leave();
        assertThat(delete("m")).contains("object 'm' not found");
        assertThat(tell("{'execute': 'query-chardev'}")).doesNotContain("\"c\"");
    }

    @Test
    void monitorsThatComeAndGoLeaveNothing() {
        int devices = machine.server.devices().all().size();
        int timers = machine.timers();
        for (int i = 0; i < 200; i++) {
            Client client = new Client("c");
            assertThat(add("'id': 'm', 'chardev': 'c', 'close-action': 'delete'"))
                    .isEqualTo("{\"return\": {}}");
            client.tell("{\"execute\": \"qmp_capabilities\"}");
            client.leave();
        }
        assertThat(machine.server.devices().all()).hasSize(devices);
        assertThat(machine.server.sessions()).isEqualTo(1);
        assertThat(machine.timers()).isEqualTo(timers);
        assertThat(tell("{'execute': 'qom-list', 'arguments': {'path': '/objects'}}"))
                .doesNotContain("\"m\"");
    }

    @Test
    void monitorOnARingBufferGreetsAndDoesNotReadAhead() {
        tell("{'execute': 'chardev-add', 'arguments': {'id': 'r', 'backend': {'type': 'ringbuf', 'data': {}}}}");
        add("'id': 'm', 'chardev': 'r'");
        assertThat(tell("{'execute': 'ringbuf-read', 'arguments': {'device': 'r', 'size': 1000}}"))
                .contains("\\\"capabilities\\\": []");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'id': 'm'                                          | Parameter 'chardev' is missing",
                "'id': 'm', 'chardev': 'nope'                       | chardev \\\"nope\\\" not found",
                "'id': 'm', 'chardev': 'local'                      | chardev 'local' is already in use",
                "'id': 'local', 'chardev': 'nope'                   | attempt to add duplicate property 'local' to object (type 'container')",
                "'id': '9', 'chardev': 'nope'                       | Parameter 'id' expects an identifier",
                "'id': 'm', 'chardev': 'nope', 'close-action': 'x'  | Parameter 'close-action' does not accept value 'x'",
                "'id': 'm', 'chardev': 'nope', 'mode': 'control'    | Parameter 'mode' is unexpected",
            })
    void monitorThatCannotBeMadeIsRefused(String properties, String text) {
        assertThat(add(properties)).contains(text);
    }

    @Test
    void monitorThatAsksIsNotDeleted() {
        assertThat(delete("local")).contains("Cannot delete the current QMP monitor");
    }

    @ParameterizedTest
    @EnumSource(names = {"V7_2", "V10_0"})
    void earlierVersionsHaveNoObjectsOfMonitors(QemuVersion version) {
        try (MachineUnderTest earlier = MachineUnderTest.as(version)) {
            List<String> objects = earlier.tell("{\"execute\": \"qom-list\", \"arguments\": {\"path\": \"/objects\"}}");
            assertThat(objects.toString()).doesNotContain("monitor").doesNotContain("local");
            List<String> types =
                    earlier.tell("{\"execute\": \"qom-list-types\", \"arguments\": {\"implements\": \"object\"}}");
            assertThat(types.toString()).doesNotContain("monitor-qmp");
        }
    }
}
