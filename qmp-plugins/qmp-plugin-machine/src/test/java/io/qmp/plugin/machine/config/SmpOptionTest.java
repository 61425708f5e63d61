package io.qmp.plugin.machine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.qmp.api.wire.WireCodec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmpOptionTest {
    private static Topology parse(String option, String machine) {
        return SmpOption.parse(option, MachineType.find(machine).orElseThrow(), WireCodec.installed());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1                              | 1 | 1  | 1 | 1 | 1 | 1",
                "4                              | 4 | 4  | 1 | 1 | 4 | 1",
                "cpus=2,maxcpus=4               | 2 | 4  | 1 | 1 | 4 | 1",
                "4,sockets=2                    | 4 | 4  | 2 | 1 | 2 | 1",
                "4,cores=2                      | 4 | 4  | 2 | 1 | 2 | 1",
                "8,sockets=2,cores=2            | 8 | 8  | 2 | 1 | 2 | 2",
                "sockets=2,dies=2,cores=2       | 8 | 8  | 2 | 2 | 2 | 1",
                "maxcpus=8,sockets=2            | 8 | 8  | 2 | 1 | 4 | 1",
                "1,maxcpus=12,sockets=2,threads=2 | 1 | 12 | 2 | 1 | 3 | 2",
                "2,clusters=1                   | 2 | 2  | 1 | 1 | 2 | 1",
            })
    void whatIsLeftOutFollows(String option, int cpus, int maxcpus, int sockets, int dies, int cores, int threads) {
        assertThat(parse(option, "pc")).isEqualTo(new Topology(cpus, maxcpus, sockets, dies, cores, threads));
    }

    /** The texts are those of QEMU 7.2. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2,sockets=4 | pc | Invalid CPU topology: product of the hierarchy must match maxcpus: sockets (4) * dies (1) * cores (0) * threads (1) != maxcpus (2)",
                "3,sockets=2,cores=2 | q35 | Invalid CPU topology: product of the hierarchy must match maxcpus: sockets (2) * dies (1) * cores (2) * threads (0) != maxcpus (3)",
                "cpus=4,maxcpus=2 | pc | Invalid CPU topology: maxcpus must be equal to or greater than smp: sockets (1) * dies (1) * cores (2) * threads (1) == maxcpus (2) < smp_cpus (4)",
                "2,clusters=2 | pc | clusters not supported by this machine's CPU topology",
                "2,dies=2 | microvm | dies not supported by this machine's CPU topology",
                "2,cores=0 | pc | Invalid CPU topology: CPU topology parameters must be greater than zero",
            })
    void whatDoesNotFitIsRefusedInQemusWords(String option, String machine, String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse(option, machine))
                .withMessage(text);
    }

    /** QEMU 7.2 divides by zero here. */
    @ParameterizedTest
    @CsvSource({
        "'4,sockets=65536,dies=65536'",
        "'sockets=65536,cores=65536'",
        "'4,sockets=2147483647,dies=2147483647,threads=2147483647'",
    })
    void levelsWhoseProductIsNoIntegerAreRefused(String option) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse(option, "pc"))
                .withMessageStartingWith("Invalid CPU topology: product of the hierarchy must match maxcpus: ");
    }
}
