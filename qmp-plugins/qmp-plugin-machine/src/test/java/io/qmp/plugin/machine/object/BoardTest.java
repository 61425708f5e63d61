package io.qmp.plugin.machine.object;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.value.QmpLong;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.WireCodec;
import io.qmp.plugin.machine.config.MachineConfig;
import io.qmp.plugin.machine.config.MachineType;
import io.qmp.plugin.machine.config.Topology;
import io.qmp.plugin.qemu.QemuVersion;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BoardTest {
    private static final long MIB = 1 << 20;
    private static final Recorded RECORDED = new Recorded(QemuVersion.LATEST);

    private static Qom machine(String type, long memory, Topology cpus) {
        Board board = new Board(
                MachineType.find(type).orElseThrow(),
                memory,
                QmpObject.of("size", QmpValue.of(memory)),
                MachineType.find(type).orElseThrow().kind().cpuModel(),
                cpus);
        return Qom.create(RECORDED, board, WireCodec.installed());
    }

    /** The first CPU has an option ROM behind it, the others have not. */
    @ParameterizedTest
    @CsvSource({"0, 0", "1, 2", "2, 3", "15, 16"})
    void pathsOfCpusAreNumbered(int cpu, int device) {
        assertThat(Board.cpuPath(cpu)).isEqualTo("/machine/unattached/device[" + device + "]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pc", "q35", "microvm"})
    void everyCpuIsAtItsPathAndThereAreNoFurther(String type) {
        Qom qom = machine(type, 128 * MIB, Topology.ofCores(3));

        assertThat(Stream.of(0, 1, 2)
                        .map(cpu -> qom.at(Board.cpuPath(cpu)).type().is("cpu")))
                .containsOnly(true);
        assertThat(qom.at("/machine/unattached").children().stream()
                        .filter(device -> device.type().is("cpu")))
                .hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pc", "q35"})
    void moreCpusMoveTheOtherDevicesAndLoseNone(String type) {
        QomObject one = machine(type, 128 * MIB, Topology.ONE).at("/machine/unattached");
        QomObject four = machine(type, 128 * MIB, Topology.ofCores(4)).at("/machine/unattached");

        for (QomObject device : one.children()) {
            int number = number(device);
            String there = number < 2 ? device.name() : "device[" + (number + 3) + "]";
            assertThat(four.child(there).map(object -> object.type().name()))
                    .as(device.path())
                    .contains(device.type().name());
        }
        assertThat(four.children()).hasSize(one.children().size() + 3);
    }

    /** The number of a device without a place; -1 for other objects. */
    private static int number(QomObject object) {
        return object.name().startsWith("device[")
                ? Integer.parseInt(object.name().replaceAll("\\D", ""))
                : -1;
    }

    @Test
    void cpusHaveTheirPlaces() {
        Qom qom = machine("q35", 128 * MIB, new Topology(12, 12, 2, 1, 3, 2));

        QomObject last = qom.at(Board.cpuPath(11));
        assertThat(Stream.of("socket-id", "die-id", "core-id", "thread-id", "apic-id")
                        .map(name -> value(last, name)))
                .containsExactly(1L, 0L, 2L, 1L, 13L);
        assertThat(value(last.child("lapic").orElseThrow(), "id")).isEqualTo(13);
    }

    @Test
    void theMachineShowsMemoryAndTopology() {
        QomObject machine = machine("q35", 256 * MIB, Topology.ofCores(2)).at("/machine");

        assertThat(machine.property("memory").orElseThrow().get())
                .isEqualTo(QmpObject.of("size", QmpValue.of(256 * MIB)));
        assertThat(((QmpObject) machine.property("smp").orElseThrow().get()).integer("cpus"))
                .hasValue(2);
    }

    /** What does not fit below the addresses of devices is above 4 GiB. */
    @ParameterizedTest
    @CsvSource({
        "pc,   128,   128,  0",
        "pc,  3583,  3583,  0",
        "pc,  3584,  3072,  512",
        "pc,  8192,  3072, 5120",
        "q35,  128,   128,  0",
        "q35, 2815,  2815,  0",
        "q35, 2816,  2048,  768",
        "q35, 8192,  2048, 6144",
    })
    void memoryIsBelowAndAboveFourGigabytes(String type, long memory, long below, long above) {
        Qom qom = machine(type, memory * MIB, Topology.ONE);

        assertThat(value(qom.at("/machine/unattached/ram-below-4g[0]"), "size")).isEqualTo(below * MIB);
        Optional<QomObject> high = qom.at("/machine/unattached").child("ram-above-4g[0]");
        assertThat(high.map(region -> value(region, "size")).orElse(0L)).isEqualTo(above * MIB);
        assertThat(high.map(region -> value(region, "addr")).orElse(1L << 32)).isEqualTo(1L << 32);
    }

    @ParameterizedTest
    @CsvSource({"pc", "q35", "microvm", "isapc", "none"})
    void theBackendHasTheWholeMemory(String type) {
        Qom qom = machine(type, 5000 * MIB, Topology.ONE);

        assertThat(qom.at("/objects").children().stream()
                        .filter(object -> object.type().is("memory-backend"))
                        .map(backend -> value(backend, "size")))
                .allMatch(size -> size == 5000 * MIB);
    }

    @ParameterizedTest
    @CsvSource({
        "pc-q35-7.2, pc-q35-7.2-machine",
        "pc-i440fx-7.2, pc-i440fx-7.2-machine",
        "pc-q35-1.0, pc-q35-11.1-machine", // no version has it: the recorded board's
        "none, none-machine",
        "isapc, isapc-machine",
        "x-remote, x-remote-machine",
    })
    void theMachineIsOfItsTypeIfThereIsOne(String name, String type) {
        assertThat(machine(name, 128 * MIB, Topology.ONE).at("/machine").type().name())
                .isEqualTo(type);
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "x-remote"})
    void aMachineWithoutCpusHasNone(String type) {
        Qom qom = machine(type, 128 * MIB, Topology.ONE);

        assertThat(qom.tree().resolve(Board.cpuPath(0)).found()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "x-remote"})
    void aMachineWithoutMemoryHasNoBackend(String type) {
        Qom qom = machine(type, 0, Topology.ONE);

        assertThat(qom.at("/objects").children()).isEmpty();
        assertThat(qom.at("/machine").text("memory-backend")).contains("");
    }

    @ParameterizedTest
    @EnumSource(QemuVersion.class)
    void theCpuOfAnOldPcIsOfAnOldModel(QemuVersion version) {
        Board board = Board.of(MachineConfig.builder()
                .type(MachineType.find("isapc").orElseThrow())
                .build());
        Qom qom = Qom.create(new Recorded(version), board, WireCodec.installed());

        assertThat(qom.at(Board.cpuPath(0)).type().name()).isEqualTo("486-x86_64-cpu");
    }

    private static long value(QomObject object, String property) {
        return ((QmpLong) object.property(property).orElseThrow().get()).value();
    }
}
