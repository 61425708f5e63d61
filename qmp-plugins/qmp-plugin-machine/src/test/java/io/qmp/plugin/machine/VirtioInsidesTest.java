package io.qmp.plugin.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.plugin.qemu.QemuVersion;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The insides of virtio devices, as QEMU answers. */
class VirtioInsidesTest {
    private static final String PATH = "/machine/peripheral/v0/virtio-backend";

    private static String ask(MachineUnderTest machine, String command, String arguments) {
        return String.join(
                "\n",
                machine.tell("{\"execute\": \"x-query-virtio-" + command + "\", \"arguments\": {"
                        + arguments.replace('\'', '"') + "}}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        V7_2  | status             | 'path': '/machine'                     | Path /machine is not a VirtIODevice
        V10_0 | status             | 'path': '/nope'                        | Path /nope is not a realized VirtIODevice
        V11_1 | status             | 'path': ''                             | Path  is not a realized VirtIODevice
        V11_1 | queue-status       | 'path': '/nope', 'queue': 0            | Path /nope is not a VirtIODevice
        V11_1 | vhost-queue-status | 'path': '/nope', 'queue': 0            | Path /nope is not a VirtIODevice
        V11_1 | queue-element      | 'path': '/nope', 'queue': 0            | Path /nope is not a VirtIO device
        V7_2  | queue-status       | 'path': 'v0/virtio-backend', 'queue': 0 | Path v0/virtio-backend is not a VirtIODevice
        V10_0 | queue-element      | 'path': 'v0/virtio-backend', 'queue': 0 | Region caches not initialized
        V10_0 | vhost-queue-status | 'path': 'v0/virtio-backend', 'queue': 9 | Error: vhost device has not started yet
        V10_0 | queue-status       | 'path': 'v0/virtio-backend', 'queue': 3 | Invalid virtqueue number 3
        V10_0 | queue-element      | 'path': 'v0/virtio-backend', 'queue': 5 | Invalid virtqueue number 5
        V11_1 | queue-status       | 'path': 'v0', 'queue': 0               | Path v0 is not a VirtIODevice
        """)
    void theErrorIsThatOfTheVersion(QemuVersion version, String command, String arguments, String text) {
        try (MachineUnderTest machine = MachineUnderTest.as(version, "-device", "virtio-balloon-pci,id=v0")) {
            assertThat(ask(machine, command, arguments))
                    .isEqualTo("{\"error\": {\"class\": \"GenericError\", \"desc\": \"" + text + "\"}}");
        }
    }

    @ParameterizedTest
    @CsvSource({"V7_2, 128", "V10_0, 1024", "V11_1, 128"})
    void aQueueHasTheLengthOfTheVersion(QemuVersion version, long length) {
        try (MachineUnderTest machine = MachineUnderTest.as(version, "-device", "virtio-balloon-pci,id=v0")) {
            assertThat(ask(machine, "queue-status", "'path': '" + PATH + "', 'queue': 2"))
                    .contains(
                            "\"vring-num\": " + length + "}",
                            "\"queue-index\": 2",
                            "\"name\": \"virtio-balloon\"",
                            "\"signalled-used-valid\": false");
        }
    }

    @ParameterizedTest
    @CsvSource({"V7_2", "V10_0", "V11_1"})
    void featuresFollowFromProperties(QemuVersion version) {
        String feature = "VIRTIO_BALLOON_F_DEFLATE_ON_OOM: Deflate balloon when guest OOM";
        try (MachineUnderTest plain = MachineUnderTest.as(version, "-device", "virtio-balloon-pci,id=v0");
                MachineUnderTest other = MachineUnderTest.as(
                        version, "-device", "virtio-balloon-pci,id=v0,deflate-on-oom=on,event_idx=off")) {
            String status = ask(plain, "status", "'path': '" + PATH + "'");
            String changed = ask(other, "status", "'path': '" + PATH + "'");

            assertThat(status)
                    .contains("\"num-vqs\": 3", "\"device-id\": 5", "VIRTIO_RING_F_EVENT_IDX")
                    .doesNotContain(feature);
            assertThat(changed).contains(feature).doesNotContain("VIRTIO_RING_F_EVENT_IDX");
        }
    }

    @Test
    void aDeviceOnItsOwnBusIsDescribedItself() {
        try (MachineUnderTest machine = new MachineUnderTest("-M", "microvm", "-device", "virtio-rng-device,id=v0")) {
            assertThat(ask(machine, "status", "'path': '/machine/peripheral/v0'"))
                    .contains("\"name\": \"virtio-rng\"", "\"vm-running\": true");
        }
    }

    @Test
    void itSaysWhetherTheMachineRuns() {
        try (MachineUnderTest machine = new MachineUnderTest("-device", "virtio-balloon-pci,id=v0")) {
            assertThat(ask(machine, "status", "'path': '" + PATH + "'")).contains("\"vm-running\": true");
            List<String> stopped = machine.tell("{\"execute\": \"stop\"}");

            assertThat(stopped).anySatisfy(line -> assertThat(line).contains("return"));
            assertThat(ask(machine, "status", "'path': '" + PATH + "'")).contains("\"vm-running\": false");
        }
    }
}
