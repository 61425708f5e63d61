package io.qmp.plugin.machine.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qmp.api.bind.Binder;
import io.qmp.api.bind.CompatPolicy;
import io.qmp.api.error.CommandFailedException;
import io.qmp.api.value.QmpObject;
import io.qmp.api.wire.WireCodec;
import io.qmp.plugin.qemu.command.BlockSetIoThrottle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IoLimitsTest {
    private final WireCodec codec = WireCodec.installed();
    private final Binder binder = codec.newBinder(CompatPolicy.ACCEPT);

    @Test
    void limitsOfZeroAreNone() {
        assertThat(limits("")).isEqualTo(IoLimits.NONE);
    }

    @Test
    void diskIsAGroupOfItsOwnUnlessOneIsNamed() {
        assertThat(limits(", 'bps': 0, 'iops': 7").group()).isEqualTo("d");
        assertThat(limits(", 'iops': 7, 'group': 'g'").group()).isEqualTo("g");
    }

    @Test
    void burstLastsOneSecondUnlessSet() {
        assertThat(limits(", 'bps': 10, 'bps_max': 20").bps()).isEqualTo(new IoLimits.Rate(10, 20, 1));
        assertThat(limits(", 'bps': 10, 'bps_max': 20, 'bps_max_length': 3").bps())
                .isEqualTo(new IoLimits.Rate(10, 20, 3));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                ", 'bps': 1, 'bps_rd': 1 | bps/iops/max total values and read/write values cannot be used at the same time",
                ", 'iops': 1, 'iops_wr': 1 | bps/iops/max total values and read/write values cannot be used at the same time",
                ", 'iops_size': 1 | iops size requires an iops value to be set",
                ", 'bps': -1 | bps/iops/max values must be within [0, 1000000000000000]",
                ", 'bps': 1000000000000001 | bps/iops/max values must be within [0, 1000000000000000]",
                ", 'bps': 1, 'bps_max': 2, 'bps_max_length': 0 | the burst length cannot be 0",
                ", 'bps': 1, 'bps_max_length': 2 | burst length set without burst rate",
                ", 'bps': 1, 'bps_max': 1000000000000000, 'bps_max_length': 2 | burst length too high for this burst rate",
                ", 'bps_max': 1 | bps_max/iops_max require corresponding bps/iops values",
                ", 'bps': 2, 'bps_max': 1 | bps_max/iops_max cannot be lower than bps/iops",
            })
    void limitsThatContradictEachOtherFail(String limits, String message) {
        assertThatThrownBy(() -> limits(limits))
                .isInstanceOf(CommandFailedException.class)
                .hasMessageContaining(message);
    }

    /** {@return the limits of a disk without any, and these} */
    private IoLimits limits(String more) {
        StringBuilder json = new StringBuilder("{'id': 'd'");
        for (String name : new String[] {"bps", "bps_rd", "bps_wr", "iops", "iops_rd", "iops_wr"}) {
            if (!more.contains("'" + name + "'")) {
                json.append(", '").append(name).append("': 0");
            }
        }
        QmpObject arguments = (QmpObject) codec.parse((json + more + "}").replace('\'', '"'));
        return IoLimits.of(binder.command(BlockSetIoThrottle.class).readArguments(arguments), "d");
    }
}
