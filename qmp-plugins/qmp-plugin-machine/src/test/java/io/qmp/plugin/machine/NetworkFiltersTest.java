package io.qmp.plugin.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.plugin.qemu.QemuVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Filters of network backends, and other objects with character devices, as QEMU answers. */
class NetworkFiltersTest {
    private static final String[] OPTIONS = {"-netdev", "user,id=n0", "-netdev", "user,id=n1"};

    private static String ask(MachineUnderTest machine, String command, String arguments) {
        return String.join(
                "\n",
                machine.tell(
                        "{\"execute\": \"" + command + "\", \"arguments\": {" + arguments.replace('\'', '"') + "}}"));
    }

    private static MachineUnderTest machine(QemuVersion version) {
        MachineUnderTest machine = MachineUnderTest.as(version, OPTIONS);
        for (String id : new String[] {"c0", "c1"}) {
            add(machine, "chardev-add", "'id': '" + id + "', 'backend': {'type': 'null', 'data': {}}");
        }
        return machine;
    }

    private static void add(MachineUnderTest machine, String command, String arguments) {
        assertThat(ask(machine, command, arguments)).contains("\"return\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
        V11_1 | 'qom-type': 'filter-buffer', 'netdev': 'zz', 'interval': 1 | Parameter 'netdev' expects a network backend id
        V11_1 | 'qom-type': 'filter-buffer', 'netdev': 'n0', 'interval': 0 | Property 'filter-buffer.interval' requires a positive value
        V7_2  | 'qom-type': 'filter-dump', 'netdev': 'n0', 'file': 'x', 'maxlen': 0 | Property 'filter-dump.maxlen' doesn't take value '0'
        V7_2  | 'qom-type': 'filter-dump', 'netdev': 'n0', 'file': '/nope/x' | net dump: can't open /nope/x: No such file or directory
        V11_1 | 'qom-type': 'filter-dump', 'netdev': 'n0', 'file': '/nope/x' | Could not open '/nope/x': No such file or directory
        V10_0 | 'qom-type': 'filter-rewriter', 'netdev': 'n0', 'status': 'x' | Invalid value for netfilter status, should be 'on' or 'off'
        V10_0 | 'qom-type': 'filter-replay', 'netdev': 'n0', 'position': 'x' | Parameter 'position' expects 'head', 'tail' or 'id=<id>'
        V10_0 | 'qom-type': 'filter-replay', 'netdev': 'n0', 'position': 'id=y' | filter 'y' not found
        V10_0 | 'qom-type': 'filter-replay', 'netdev': 'n1', 'position': 'id=f0' | filter 'f0' belongs to a different netdev
        V7_2  | 'qom-type': 'filter-mirror', 'netdev': 'n0', 'outdev': 'c0' | Device 'c0' is in use
        V10_0 | 'qom-type': 'filter-mirror', 'netdev': 'n0', 'outdev': 'c0' | chardev 'c0' is already in use
        V11_1 | 'qom-type': 'filter-redirector', 'netdev': 'n0' | filter redirector needs 'indev' or 'outdev' at least one property set
        V11_1 | 'qom-type': 'filter-redirector', 'netdev': 'n0', 'indev': 'c1', 'outdev': 'c1' | 'indev' and 'outdev' could not be same for filter redirector
        V11_1 | 'qom-type': 'rng-egd', 'chardev': 'c0' | chardev 'c0' is already in use
        V11_1 | 'qom-type': 'input-linux', 'evdev': '/dev/null' | /dev/null: is not an evdev device
        V11_1 | 'qom-type': 'input-linux', 'evdev': '/nope' | Could not open '/nope': No such file or directory
        """)
    void whatIsNoObjectIsRefusedAsByQemu(QemuVersion version, String arguments, String text) {
        try (MachineUnderTest machine = machine(version)) {
            add(machine, "object-add", "'id': 'f0', 'qom-type': 'filter-mirror', 'netdev': 'n0', 'outdev': 'c0'");

            assertThat(ask(machine, "object-add", "'id': 'x', " + arguments))
                    .isEqualTo("{\"error\": {\"class\": \"GenericError\", \"desc\": \"" + text + "\"}}");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
        'qom-type': 'filter-mirror', 'netdev': 'n0', 'outdev': 'zz'    | Device 'zz' not found
        'qom-type': 'filter-redirector', 'netdev': 'n0', 'indev': 'zz' | IN Device 'zz' not found
        'qom-type': 'filter-redirector', 'netdev': 'n0', 'indev': 'c1', 'outdev': 'zz' | OUT Device 'zz' not found
        'qom-type': 'rng-egd', 'chardev': 'zz'                         | Device 'zz' not found
        """)
    void aCharacterDeviceIsThereAndFreeAfterAFailure(String arguments, String text) {
        try (MachineUnderTest machine = machine(QemuVersion.V11_1)) {
            assertThat(ask(machine, "object-add", "'id': 'x', " + arguments))
                    .isEqualTo("{\"error\": {\"class\": \"DeviceNotFound\", \"desc\": \"" + text + "\"}}");
            add(machine, "chardev-remove", "'id': 'c1'");
        }
    }

    @Test
    void filtersGoWithTheirBackend() {
        try (MachineUnderTest machine = machine(QemuVersion.V11_1)) {
            add(machine, "object-add", "'id': 'f0', 'qom-type': 'filter-mirror', 'netdev': 'n0', 'outdev': 'c0'");
            add(machine, "object-add", "'id': 'f1', 'qom-type': 'filter-rewriter', 'netdev': 'n1'");
            assertThat(ask(machine, "qom-get", "'path': '/objects/f1', 'property': 'position'"))
                    .contains("\"tail\"");
            assertThat(ask(machine, "chardev-remove", "'id': 'c0'")).contains("Chardev 'c0' is busy");

            add(machine, "netdev_del", "'id': 'n0'");
            assertThat(ask(machine, "qom-list", "'path': '/objects'"))
                    .contains("\"f1\"")
                    .doesNotContain("\"f0\"");
            add(machine, "chardev-remove", "'id': 'c0'");
            add(machine, "object-del", "'id': 'f1'");
        }
    }
}
