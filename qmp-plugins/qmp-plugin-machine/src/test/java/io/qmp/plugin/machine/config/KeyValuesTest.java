package io.qmp.plugin.machine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qmp.api.bind.Binder;
import io.qmp.api.bind.CommandBinding;
import io.qmp.api.bind.CompatPolicy;
import io.qmp.api.bind.TypeNames;
import io.qmp.api.type.Nothing;
import io.qmp.api.value.QmpObject;
import io.qmp.api.wire.WireCodec;
import io.qmp.plugin.qemu.command.BlockdevAdd;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command of these tests is {@code blockdev-add}, whose arguments are of all kinds. */
class KeyValuesTest {
    private final WireCodec codec = WireCodec.installed();
    private final Binder binder = codec.newBinder(CompatPolicy.ACCEPT);
    private final CommandBinding<BlockdevAdd, Nothing> command = binder.command(BlockdevAdd.class);
    private final KeyValues types =
            new KeyValues(binder.introspect(List.of(command), List.of(), TypeNames.MASKED), command.name());

    private QmpObject typed(String texts) {
        return types.typed((QmpObject) codec.parse(texts.replace('\'', '"')));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'read-only': 'on', 'node-name': 'on'} | {'read-only': true, 'node-name': 'on'}",
                "{'driver': 'null-co', 'size': '0x10'} | {'driver': 'null-co', 'size': 16}",
                "{'driver': 'raw', 'size': '5', 'file': 'f'} | {'driver': 'raw', 'size': 5, 'file': 'f'}",
                "{'driver': 'raw', 'file': {'driver': 'null-co', 'size': '7'}}"
                        + " | {'driver': 'raw', 'file': {'driver': 'null-co', 'size': 7}}",
                "{'cache': {'direct': 'off'}} | {'cache': {'direct': false}}",
                "{'driver': 'quorum', 'children': {'0': 'a', '1': 'b'}, 'vote-threshold': '1'}"
                        + " | {'driver': 'quorum', 'children': ['a', 'b'], 'vote-threshold': 1}",
                "{'driver': 'null-co', 'warp': '5'} | {'driver': 'null-co', 'warp': '5'}",
                "{'driver': 'warp', 'size': '5'} | {'driver': 'warp', 'size': '5'}",
                "{'size': '5'} | {'size': '5'}",
                "{'discard': 'unmap'} | {'discard': 'unmap'}",
            })
    void textsBecomeValuesOfTheTypesThatTheDriverSelects(String texts, String values) {
        assertThat(typed(texts)).isEqualTo(codec.parse(values.replace('\'', '"')));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'driver': 'null-co', 'size': 'big'} | Parameter 'size' expects integer",
                "{'read-only': 'maybe'} | Parameter 'read-only' expects 'on' or 'off'",
                "{'driver': 'raw', 'file': {'driver': 'null-co', 'size': 'big'}} | Parameter 'file.size' expects integer",
                "{'driver': 'quorum', 'children': {'0': 'a', '2': 'b'}} | Parameter 'children.1' missing",
            })
    void textsThatFitNoValueFail(String texts, String message) {
        assertThatThrownBy(() -> typed(texts))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
