package io.qmp.plugin.machine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.qmp.api.wire.WireCodec;
import io.qmp.plugin.qemu.type.Accelerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which accelerator a machine has, on a host with and without KVM, and what QEMU 11.1 prints then. */
class AcceleratorOptionsTest {
    private static final String ABSENT = "Could not access KVM kernel module: No such file or directory;"
            + "failed to initialize kvm: No such file or directory";

    @TempDir
    Path devices;

    private MachineConfig parse(String options) {
        return MachineOptions.parse(List.of(options.split(" ")), WireCodec.installed(), devices);
    }

    private static String lines(String text) {
        return text.replace("KVM MISSING", ABSENT).replace(';', '\n');
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        -S                                    | TCG   |
        -accel tcg                            | TCG   |
        -accel tcg,thread=multi               | TCG   |
        -accel tcg -accel foo                 | TCG   |
        -accel qtest                          | QTEST |
        -machine accel=tcg                    | TCG   |
        -machine accel=kvm:tcg                | TCG   | KVM MISSING;falling back to tcg
        -machine accel=foo:tcg                | TCG   | invalid accelerator foo;falling back to tcg
        -machine accel=tcg:foo                | TCG   | invalid accelerator foo;falling back to tcg
        -machine accel=kvm -machine accel=tcg | TCG   |
        -accel xen -accel tcg                 | TCG   | -accel xen: invalid accelerator xen;falling back to tcg
        -accel accel=kvm -accel accel=tcg     | TCG   | -accel accel=kvm: Could not access KVM kernel module: \
        No such file or directory;-accel accel=kvm: failed to initialize kvm: No such file or directory;falling back to tcg
        """)
    void theFirstThatTheHostOffers(String options, Accelerator chosen, String messages) {
        MachineConfig machine = parse(options);
        assertThat(machine.accelerator()).isEqualTo(chosen);
        assertThat(String.join("\n", machine.messages())).isEqualTo(messages == null ? "" : lines(messages));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        -machine accel=kvm              | KVM MISSING
        -enable-kvm                     | KVM MISSING
        -machine accel=kvm:tcg -enable-kvm | KVM MISSING
        -accel kvm:tcg                  | -accel kvm:tcg: invalid accelerator kvm:tcg
        -machine accel=foo:bar          | invalid accelerator foo;invalid accelerator bar
        -machine accel=:                | invalid accelerator ;invalid accelerator
        -machine accel=                 | no accelerator found
        -accel tcg -machine accel=tcg   | The -accel and "-machine accel=" options are incompatible
        -enable-kvm -accel tcg          | The -accel and "-machine accel=" options are incompatible
        """)
    void withoutAnyItDoesNotStart(String options, String messages) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse(options))
                .satisfies(failure -> assertThat(failure.getMessage().strip()).isEqualTo(lines(messages)));
    }

    @ParameterizedTest
    @CsvSource({"-accel kvm", "-enable-kvm", "-machine accel=kvm:tcg", "-accel kvm -accel tcg"})
    void kvmIsTakenIfItCanBeOpened(String options) throws IOException {
        Files.createFile(devices.resolve("kvm"));
        MachineConfig machine = parse(options);
        assertThat(machine.accelerator()).isEqualTo(Accelerator.KVM);
        assertThat(machine.messages()).isEmpty();
    }

    @Test
    void aNameOfAnotherProgramsBuildIsPassedOver() throws IOException {
        Files.createFile(devices.resolve("kvm"));
        assertThat(parse("-machine accel=xen:kvm").messages())
                .containsExactly("invalid accelerator xen", "falling back to KVM");
    }
}
