package io.qmp.plugin.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A balloon that comes and goes while the machine is there, as with QEMU. */
class BalloonPluggingTest {
    private static String ask(MachineUnderTest machine, String command, String arguments) {
        return String.join(
                "\n",
                machine.tell(
                        "{\"execute\": \"" + command + "\", \"arguments\": {" + arguments.replace('\'', '"') + "}}"));
    }

    @Test
    void aBalloonIsPluggedInAndPulledOut() {
        String absent = "No balloon device has been activated";
        try (MachineUnderTest machine = new MachineUnderTest("-M", "pc", "--guest", "unplug=obey,balloon-rate=1024")) {
            assertThat(ask(machine, "query-balloon", "")).contains(absent);
            assertThat(ask(machine, "device_add", "'driver': 'virtio-balloon-pci', 'id': 'b0'"))
                    .isEqualTo("{\"return\": {}}");
            assertThat(ask(machine, "query-balloon", "")).isEqualTo("{\"return\": {\"actual\": 134217728}}");
            assertThat(ask(machine, "device_add", "'driver': 'virtio-balloon-pci', 'id': 'b1'"))
                    .contains("Only one balloon device is supported");
            assertThat(ask(machine, "__io.qmp_guest-balloon", "'value': 67108864"))
                    .contains("BALLOON_CHANGE", "\"return\"");
            assertThat(ask(machine, "query-balloon", "")).contains("67108864");

            assertThat(ask(machine, "device_del", "'id': 'b0'")).contains("\"return\"");
            machine.pass(Duration.ofSeconds(1));
            assertThat(ask(machine, "query-balloon", "")).contains(absent);
            assertThat(ask(machine, "__io.qmp_guest-balloon", "'value': 1")).contains(absent);
            assertThat(ask(machine, "device_add", "'driver': 'virtio-balloon-pci', 'id': 'b0'"))
                    .contains("\"return\"");
            assertThat(ask(machine, "query-balloon", "")).contains("134217728");
        }
    }
}
