package io.qmp.plugin.machine.block;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.bind.CompatPolicy;
import io.qmp.api.value.QmpObject;
import io.qmp.api.wire.WireCodec;
import io.qmp.plugin.qemu.command.BlockdevAdd;
import io.qmp.plugin.qemu.type.BlockdevOptions;
import io.qmp.plugin.qemu.type.DetectZeroes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeFlagsTest {
    private static final NodeFlags PARENT = new NodeFlags(true, true, true, DetectZeroes.UNMAP);

    private final WireCodec codec = WireCodec.installed();

    private BlockdevOptions options(String text) {
        String arguments = ("{'driver': 'null-co', 'node-name': 'n'" + text + "}").replace('\'', '"');
        return codec.newBinder(CompatPolicy.ACCEPT)
                .command(BlockdevAdd.class)
                .readArguments((QmpObject) codec.parse(arguments))
                .options();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "\"\" | false | false | false | OFF",
                ", 'read-only': true | true | false | false | OFF",
                ", 'cache': {} | false | false | false | OFF",
                ", 'cache': {'direct': true} | false | true | false | OFF",
                ", 'cache': {'no-flush': true} | false | false | true | OFF",
                ", 'detect-zeroes': 'on' | false | false | false | ON",
            })
    void optionsThatAreNotSetHaveTheirDefaults(
            String options, boolean readOnly, boolean direct, boolean noFlush, DetectZeroes zeroes) {
        assertThat(NodeFlags.DEFAULT.below(options(options)))
                .isEqualTo(new NodeFlags(readOnly, direct, noFlush, zeroes));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "\"\" | true | true | true",
                ", 'read-only': false | false | true | true",
                ", 'cache': {'direct': false} | true | false | true",
                ", 'cache': {'no-flush': false} | true | true | false",
            })
    void aChildInheritsAllButTheDetectionOfZeroes(String options, boolean readOnly, boolean direct, boolean noFlush) {
        assertThat(PARENT.below(options(options)))
                .isEqualTo(new NodeFlags(readOnly, direct, noFlush, DetectZeroes.OFF));
    }
}
