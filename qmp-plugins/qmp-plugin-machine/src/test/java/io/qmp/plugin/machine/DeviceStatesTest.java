package io.qmp.plugin.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.plugin.qemu.QemuVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The state of the devices in a file, as Xen's tools save and load it. */
class DeviceStatesTest {
    @TempDir
    private Path folder;

    private static String ask(MachineUnderTest machine, String command, Object file) {
        return String.join(
                "\n",
                machine.tell("{\"execute\": \"xen-" + command + "-devices-state\", \"arguments\": {\"filename\": \""
                        + file + "\"}}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        V7_2  | save | Unable to open /nope/x: No such file or directory
        V7_2  | load | Unable to open /nope/x: No such file or directory
        V10_0 | save | Could not create '/nope/x': No such file or directory
        V11_1 | load | Could not open '/nope/x': No such file or directory
        """)
    void aFileThatIsNotThereIsAnError(QemuVersion version, String command, String text) {
        try (MachineUnderTest machine = MachineUnderTest.as(version, "-S")) {
            assertThat(ask(machine, command, "/nope/x"))
                    .isEqualTo("{\"error\": {\"class\": \"GenericError\", \"desc\": \"" + text + "\"}}");
        }
    }

    @Test
    void aRunningMachineStandsStillWhileItsStateIsSaved() {
        try (MachineUnderTest machine = new MachineUnderTest()) {
            assertThat(ask(machine, "save", folder.resolve("s")))
                    .containsSubsequence("\"event\": \"STOP\"", "\"event\": \"RESUME\"", "{\"return\": {}}");
            assertThat(ask(machine, "load", folder.resolve("s")))
                    .contains("Cannot update device state while vm is running");
        }
    }

    @Test
    void aStoppedMachineLeavesItsNodesToAnother() throws IOException {
        Path file = folder.resolve("s");
        try (MachineUnderTest machine =
                new MachineUnderTest("-S", "-blockdev", "null-co,node-name=n0", "-device", "virtio-balloon-pci")) {
            assertThat(ask(machine, "save", file)).isEqualTo("{\"return\": {}}");
            assertThat(machine.tell("{\"execute\": \"query-named-block-nodes\"}")
                            .toString())
                    .contains("\"active\": false");
            assertThat(ask(machine, "load", file)).isEqualTo("{\"return\": {}}");

            Files.writeString(file, "no state");
            assertThat(ask(machine, "load", file)).contains("An IO error has occurred");
        }
    }
}
