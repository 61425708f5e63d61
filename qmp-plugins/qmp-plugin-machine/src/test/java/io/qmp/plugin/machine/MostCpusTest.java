package io.qmp.plugin.machine;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.qmp.api.wire.WireCodec;
import io.qmp.plugin.machine.config.MachineConfig;
import io.qmp.plugin.machine.config.MachineOptions;
import io.qmp.plugin.qemu.QemuVersion;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many CPUs the types of machine take: numbers and texts are those of QEMU 7.2, 10.0 and 11.1. */
class MostCpusTest {
    private static MachinePlugin machine(String version, String type, int cpus) {
        MachineConfig config = MachineOptions.parse(List.of("-machine", type, "-smp", "1,maxcpus=" + cpus));
        return new MachinePlugin(
                config,
                WireCodec.installed(),
                QemuVersion.find(version).orElseThrow().triple());
    }

    @ParameterizedTest
    @CsvSource({
        "7.2, q35, pc-q35-7.2, 288",
        "10.0, q35, pc-q35-10.0, 4096",
        "11.1, q35, pc-q35-11.1, 4096",
        "7.2, pc, pc-i440fx-7.2, 255",
        "11.1, pc, pc-i440fx-11.1, 255",
        "11.1, pc-q35-8.0, pc-q35-8.0, 288",
        "11.1, pc-q35-8.2, pc-q35-8.2, 1024",
        "11.1, isapc, isapc, 1",
        "7.2, x-remote, x-remote, 1",
        "11.1, none, none, 1"
    })
    void furtherOnesAreRefused(String version, String type, String name, int most) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> machine(version, type, most + 1))
                .withMessage("Invalid SMP CPUs " + (most + 1) + ". The max CPUs supported by machine '" + name + "' is "
                        + most);
    }

    @ParameterizedTest
    @CsvSource({"7.2, q35, 255", "7.2, pc, 255", "10.0, q35, 4096", "11.1, q35, 4096"})
    void soManyAreTaken(String version, String type, int most) {
        assertThatCode(() -> machine(version, type, most)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"256", "288"})
    void qemu72CannotAddressMoreThan255WithoutKvm(int cpus) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> machine("7.2", "q35", cpus))
                .withMessage("current -smp configuration requires kernel irqchip and X2APIC API support.");
    }
}
