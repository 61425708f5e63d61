package io.qmp.plugin.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.qmp.plugin.machine.config.MachineConfig;
import io.qmp.plugin.qemu.type.ChardevBackend;
import io.qmp.plugin.qemu.type.ChardevBackendCommon;
import io.qmp.plugin.qemu.type.ChardevBackendFile;
import io.qmp.plugin.qemu.type.ChardevBackendRingbuf;
import io.qmp.plugin.qemu.type.ChardevBackendType;
import io.qmp.plugin.qemu.type.ChardevCommon;
import io.qmp.plugin.qemu.type.ChardevFile;
import io.qmp.plugin.qemu.type.ChardevRingbuf;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Character devices of the configuration, and what the human monitor prints of them and of other lists. */
class ConfiguredChardevsTest {
    private final MachineUnderTest machine = new MachineUnderTest("-m", "64", "-smp", "1,maxcpus=2");

    @AfterEach
    void close() {
        machine.close();
    }

    private CompletionStage<Void> add(String id, ChardevBackend backend) {
        CompletionStage<Void> added = machine.plugin.addChardev(id, backend);
        machine.heard();
        return added;
    }

    private static ChardevBackend ring(long size) {
        return new ChardevBackendRingbuf(
                ChardevBackendType.RINGBUF, ChardevRingbuf.builder().size(size).build());
    }

    @Test
    void clientsReadAndWriteThem() {
        add("r", ring(16));
        assertThat(machine.tell(
                        "{\"execute\": \"ringbuf-write\", \"arguments\": {\"device\": \"r\", \"data\": \"ab\"}}"))
                .containsExactly("{\"return\": {}}");
        assertThat(machine.tell("{\"execute\": \"ringbuf-read\", \"arguments\": {\"device\": \"r\", \"size\": 9}}"))
                .containsExactly("{\"return\": \"ab\"}");
        assertThat(machine.tell("{\"execute\": \"chardev-remove\", \"arguments\": {\"id\": \"r\"}}"))
                .containsExactly("{\"return\": {}}");
    }

    /** The character device of such a network is opened after the machine was made. */
    @Test
    void aNetworkThatNamesOneStarts() {
        try (MachineUnderTest served = new MachineUnderTest("-netdev", "vhost-user,id=net0,chardev=c")) {
            served.plugin.addChardev("c", ring(16));
            assertThat(served.tell("{\"execute\": \"netdev_del\", \"arguments\": {\"id\": \"net0\"}}"))
                    .containsExactly("{\"return\": {}}");
        }
    }

    @Test
    void aSharedFolderStarts() {
        try (MachineUnderTest served = new MachineUnderTest(
                "-fsdev",
                "local,id=f,path=/,security_model=none",
                "-device",
                "virtio-9p-pci,fsdev=f,mount_tag=t,id=s")) {
            assertThat(served.tell("{\"execute\": \"qom-get\", \"arguments\":"
                            + " {\"path\": \"/machine/peripheral/s\", \"property\": \"mount_tag\"}}"))
                    .containsExactly("{\"return\": \"t\"}");
        }
    }

    /** A server closes all plugins when one of them has failed to register. */
    @Test
    void aMachineThatNobodyServesIsClosed() {
        assertThatCode(new MachinePlugin(MachineConfig.DEFAULT)::close).doesNotThrowAnyException();
    }

    @Test
    void failuresHaveQemusTexts(@TempDir Path directory) {
        assertThat(add("r", ring(3)).toCompletableFuture())
                .isCompletedExceptionally()
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withMessageContaining("size of ringbuf chardev must be power of two");
        String file = directory + "/no/x";
        assertThat(add("f", new ChardevBackendFile(ChardevFile.builder(file).build()))
                        .toCompletableFuture())
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withMessageContaining("Could not open '" + file + "': No such file or directory");
        assertThat(machine.tell("{\"execute\": \"query-chardev\"}")).noneMatch(line -> line.contains("\"r\""));
    }

    @Test
    void anEmptyPathNamesNoFile() {
        for (String arguments : List.of(
                "{'id': 'c', 'backend': {'type': 'pipe', 'data': {'device': ''}}}",
                "{'id': 'c', 'backend': {'type': 'file', 'data': {'out': ''}}}")) {
            assertThat(machine.tell(
                            "{\"execute\": \"chardev-add\", \"arguments\": " + arguments.replace('\'', '"') + "}"))
                    .singleElement()
                    .asString()
                    .contains("Could not open '': No such file or directory");
        }
    }

    @Test
    void theHumanMonitorListsThem() {
        add(
                "n",
                new ChardevBackendCommon(
                        ChardevBackendType.TESTDEV, ChardevCommon.builder().build()));
        assertThat(machine.line("info chardev")).singleElement().asString().contains("n: filename=testdev\\r\\n");
    }

    @Test
    void theHumanMonitorPrintsWhatQueriesAnswer() {
        assertThat(machine.line("info memory_size_summary"))
                .isEqualTo(List.of("{\"return\": \"base memory: 67108864\\r\\nplugged memory: 0\\r\\n\"}"));
        assertThat(machine.line("info cpus")).singleElement().asString().contains("* CPU #0: thread_id=");
        assertThat(machine.line("info hotpluggable-cpus"))
                .containsExactly("{\"return\": \"Hotpluggable CPUs:\\r\\n"
                        + "  type: \\\"qemu64-x86_64-cpu\\\"\\r\\n  vcpus_count: \\\"1\\\"\\r\\n"
                        + "  CPUInstance Properties:\\r\\n    socket-id: \\\"0\\\"\\r\\n    core-id: \\\"1\\\"\\r\\n"
                        + "    thread-id: \\\"0\\\"\\r\\n"
                        + "  type: \\\"qemu64-x86_64-cpu\\\"\\r\\n  vcpus_count: \\\"1\\\"\\r\\n"
                        + "  qom_path: \\\"/machine/unattached/device[0]\\\"\\r\\n"
                        + "  CPUInstance Properties:\\r\\n    socket-id: \\\"0\\\"\\r\\n    core-id: \\\"0\\\"\\r\\n"
                        + "    thread-id: \\\"0\\\"\\r\\n\"}");
        assertThat(machine.line("info migrate_capabilities"))
                .singleElement()
                .asString()
                .startsWith("{\"return\": \"xbzrle: off\\r\\n");
    }
}
