package io.qmp.plugin.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.plugin.qemu.QemuVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commands about what the machine does not have. The texts are those of QEMU on a machine without it. */
class AbsentPartsTest {
    private static String ask(MachineUnderTest machine, String command, String arguments) {
        return String.join(
                "\n",
                machine.tell(
                        "{\"execute\": \"" + command + "\", \"arguments\": {" + arguments.replace('\'', '"') + "}}"));
    }

    private static String ask(QemuVersion version, String command, String arguments) {
        try (MachineUnderTest machine = MachineUnderTest.as(version, "-device", "pcie-root-port,id=rp0")) {
            return ask(machine, command, arguments);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            V7_2  | change-vnc-password | 'password': 'x'                  | Could not set password
            V10_0 | change-vnc-password | 'password': 'x'                  | Could not set password
            V11_1 | change-vnc-password | 'password': 'x'                  | No VNC display is present
            V7_2  | dumpdtb             | 'filename': '/x'                 | This machine doesn't have a FDT
            V11_1 | dumpdtb             | 'filename': '/x'                 | This machine doesn't have an FDT
            V7_2  | x-colo-lost-heartbeat | ""                             | The feature 'colo' is not enabled
            V10_0 | x-colo-lost-heartbeat | ""                             | VM is not in COLO mode
            V11_1 | set_password        | 'protocol': 'vnc', 'password': 'x' | No VNC display is present
            V11_1 | set_password        | 'protocol': 'vnc', 'password': 'x', 'connected': 'fail' | parameter 'connected' must be 'keep' when 'protocol' is 'vnc'
            V11_1 | expire_password     | 'protocol': 'vnc', 'time': 'now' | Could not set password expire time
            V11_1 | client_migrate_info | 'protocol': 'x', 'hostname': 'h' | Parameter 'protocol' expects 'spice'
            V11_1 | display-update      | 'type': 'vnc'                    | Can not find vnc display
            V11_1 | display-reload      | 'type': 'vnc', 'tls-certs': true | Can not find vnc display
            V10_0 | request-ebpf        | 'id': 'rss'                      | can't find eBPF object with id: 0
            V11_1 | request-ebpf        | 'id': 'x'                        | Parameter 'id' does not accept value 'x'
            V7_2  | add_client          | 'protocol': 'vnc', 'fdname': 'f' | File descriptor named 'f' has not been found
            V7_2  | trace-event-get-state | 'name': 'x', 'vcpu': 1         | invalid vCPU index 1
            V10_0 | device_add          | 'driver': 'ivshmem-doorbell', 'bus': 'rp0' | You must specify a 'chardev'
            V11_1 | set-cpu-topology    | 'core-id': 0                     | CPU topology change is not supported on this target
            """)
    void theErrorIsThatOfTheVersion(QemuVersion version, String command, String arguments, String text) {
        assertThat(ask(version, command, arguments))
                .isEqualTo("{\"error\": {\"class\": \"GenericError\", \"desc\": \"" + text + "\"}}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            V7_2  | unix:/x,password=on | set_password        | 'protocol': 'vnc', 'password': 'x'   | ""
            V11_1 | :1,password=on,id=d | set_password        | 'protocol': 'vnc', 'password': 'x', 'display': 'd' | ""
            V11_1 | :1,password=on      | set_password        | 'protocol': 'vnc', 'password': 'x', 'display': 'd' | No VNC display is present
            V11_1 | :1                  | set_password        | 'protocol': 'vnc', 'password': 'x'   | VNC password authentication is disabled
            V10_0 | :1                  | change-vnc-password | 'password': 'x'                      | Could not set password
            V10_0 | :1                  | expire_password     | 'protocol': 'vnc', 'time': 'never'   | ""
            V10_0 | none                | expire_password     | 'protocol': 'vnc', 'time': 'never'   | Could not set password expire time
            """)
    void aDisplayOfTheCommandLineHasAPassword(
            QemuVersion version, String display, String command, String arguments, String text) {
        try (MachineUnderTest machine = MachineUnderTest.as(version, "-vnc", display)) {
            assertThat(ask(machine, command, arguments))
                    .isEqualTo(
                            text.isEmpty()
                                    ? "{\"return\": {}}"
                                    : "{\"error\": {\"class\": \"GenericError\", \"desc\": \"" + text + "\"}}");
        }
    }

    @Test
    void withoutSpiceNothingIsActive() {
        String error = "{\"error\": {\"class\": \"DeviceNotActive\", \"desc\": \"SPICE is not in use\"}}";
        try (MachineUnderTest machine = new MachineUnderTest()) {
            assertThat(ask(machine, "set_password", "'protocol': 'spice', 'password': 'x'"))
                    .isEqualTo(error);
            assertThat(ask(machine, "expire_password", "'protocol': 'spice', 'time': 'now'"))
                    .isEqualTo(error);
            assertThat(ask(machine, "client_migrate_info", "'protocol': 'spice', 'hostname': 'h'"))
                    .isEqualTo(error);
        }
    }

    @Test
    void noTracePointFitsAPatternOrAName() {
        try (MachineUnderTest machine = new MachineUnderTest()) {
            assertThat(ask(machine, "trace-event-get-state", "'name': 'qmp_*'")).isEqualTo("{\"return\": []}");
            assertThat(ask(machine, "trace-event-get-state", "'name': 'nope'")).contains("unknown event \\\"nope\\\"");
            assertThat(ask(machine, "trace-event-set-state", "'name': 'nope', 'enable': true"))
                    .contains("unknown event \\\"nope\\\"");
            assertThat(ask(
                            machine,
                            "trace-event-set-state",
                            "'name': 'nope', 'enable': true, 'ignore-unavailable': true"))
                    .contains("unknown event \\\"nope\\\"");
        }
    }

    @Test
    void virtioDevicesAreListedTheYoungestFirst() {
        try (MachineUnderTest machine =
                new MachineUnderTest("-device", "virtio-balloon-pci,id=b", "-device", "virtio-rng-pci,id=r")) {
            assertThat(ask(machine, "x-query-virtio", ""))
                    .isEqualTo("{\"return\": [{\"name\": \"virtio-rng\", \"path\":"
                            + " \"/machine/peripheral/r/virtio-backend\"}, {\"name\": \"virtio-balloon\", \"path\":"
                            + " \"/machine/peripheral/b/virtio-backend\"}]}");
        }
    }
}
