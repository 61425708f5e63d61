package io.qmp.plugin.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.qmp.plugin.machine.config.MachineConfig;
import io.qmp.plugin.qemu.QemuVersion;
import io.qmp.plugin.qemu.type.Accelerator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code -numa} and the accelerator change; {@code numa.txt} has what commands say. */
class NumaTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        -machine none -smp 1 -numa node                     | -numa node: NUMA is not supported by this machine-type
        -numa node                                          | total memory for NUMA nodes (0x0) should equal RAM size (0x8000000)
        -numa node,mem=128                                  | -numa node,mem=128: Parameter -numa node,mem is not supported by this machine type
        -numa node,memdev=m0 -numa node,nodeid=2            | numa: Node ID missing: 1
        -numa node,cpus=0-3                                 | -numa node,cpus=0-3: CPU index (2) should be smaller than maxcpus (2)
        -numa node,cpus=a                                   | -numa node,cpus=a: Parameter 'cpus' expects an int64 value or range
        -numa node,nope=1                                   | -numa node,nope=1: Invalid parameter 'nope'
        -numa node,memdev=m0 -numa node -numa node -numa dist,src=0,dst=1,val=20 | The distance between node 0 and 2 is missing, at least one distance value between each nodes should be provided.
        -numa node,memdev=m0 -numa node -numa node -numa dist,src=0,dst=1,val=20 -numa dist,src=1,dst=0,val=30 -numa dist,src=0,dst=2,val=20 -numa dist,src=1,dst=2,val=20 | At least one asymmetrical pair of distances is given, please provide distances for both directions of all node pairs.
        -machine hmat=on -numa node,memdev=m0 -numa node,initiator=7 -numa cpu,node-id=0,socket-id=0 | NUMA node 7 is missing, use '-numa node' option to declare it first
        """)
    void nodesThatDoNotGoTogetherAreAStartError(String options, String reason) {
        String[] words = Stream.concat(
                        Stream.of("-smp", "2", "-object", "memory-backend-ram,id=m0,size=128M"),
                        Stream.of(options.split(" ")))
                .toArray(String[]::new);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MachineUnderTest(words))
                .withMessage(reason);
    }

    @Test
    void oldTypesGiveNodesMemoryByItsSize() {
        try (MachineUnderTest machine = MachineUnderTest.as(
                QemuVersion.V7_2, "-machine", "pc-i440fx-5.0", "-numa", "node,mem=64", "-numa", "node,mem=64M")) {
            assertThat(machine.line("info numa").get(0)).contains("node 1 size: 64 MB");
            assertThat(machine.tell("{\"execute\": \"query-memdev\"}").get(0)).contains("\"id\": \"pc.ram\"");
        }
    }

    @Test
    void theAcceleratorForTestsHasNoStatistics() {
        try (MachineUnderTest machine = MachineUnderTest.as(QemuVersion.V11_1, "-accel", "qtest")) {
            String refusal = "JIT information is only available with accel=tcg";
            assertThat(machine.tell("{\"execute\": \"x-query-jit\"}").get(0)).contains("GenericError", refusal);
            assertThat(machine.line("info jit").get(0)).contains("Error: " + refusal);
            assertThat(machine.line("info accelerators").get(0)).contains("kvm mshv [qtest] tcg");
            assertThat(machine.tell("{\"execute\": \"x-accel-stats\"}"))
                    .isEqualTo(List.of("{\"return\": {\"human-readable-text\": \"\"}}"));
            assertThat(machine.tell("{\"execute\": \"query-accelerators\"}").get(0))
                    .contains("\"enabled\": \"qtest\"");
        }
        try (MachineUnderTest machine = MachineUnderTest.as(QemuVersion.V7_2, "-machine", "accel=qtest")) {
            assertThat(machine.tell("{\"execute\": \"x-query-opcount\"}").get(0))
                    .contains("Opcode count information is only available with accel=tcg");
        }
    }

    @Test
    void queriesShowTheAccelerator() {
        MachineConfig kvm = MachineConfig.builder().accelerator(Accelerator.KVM).build();
        try (MachineUnderTest machine = MachineUnderTest.of(kvm)) {
            assertThat(machine.tell("{\"execute\": \"query-kvm\"}"))
                    .isEqualTo(List.of("{\"return\": {\"enabled\": true, \"present\": true}}"));
            assertThat(machine.line("info kvm").get(0)).contains("kvm support: enabled");
        }
        try (MachineUnderTest machine = new MachineUnderTest("-accel", "tcg")) {
            assertThat(machine.tell("{\"execute\": \"query-kvm\"}"))
                    .isEqualTo(List.of("{\"return\": {\"enabled\": false, \"present\": true}}"));
        }
    }
}
