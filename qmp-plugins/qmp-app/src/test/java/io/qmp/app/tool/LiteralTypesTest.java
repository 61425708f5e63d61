package io.qmp.app.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.schema.Schema;
import io.qmp.api.wire.WireCodec;
import io.qmp.api.wire.WireFormat;
import io.qmp.plugin.qemu.QemuVersion;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LiteralTypesTest {
    private final WireCodec codec = WireCodec.installed();
    private final Schema schema = QemuVersion.LATEST.schema(codec);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "device_del | id=123 | {\"id\": \"123\"}",
                "device_del | id=true | {\"id\": \"true\"}",
                "device_del | id=[1] | {\"id\": \"[1]\"}",
                "device_del | id=\"123\" | {\"id\": \"123\"}",
                "block_resize | node-name=7 size=4096 | {\"node-name\": \"7\", \"size\": 4096}",
                "block_resize | node-name=n size=x | {\"node-name\": \"n\", \"size\": \"x\"}",
                "block_resize | node-name=n size=true | {\"node-name\": \"n\", \"size\": true}",
                "device_add | driver=e1000 id=5 addr=3 | {\"driver\": \"e1000\", \"id\": \"5\", \"addr\": 3}",
                "blockdev-add | driver=raw node-name=1 file.driver=file file.filename=2 |"
                        + " {\"driver\": \"raw\", \"node-name\": \"1\", \"file\": {\"driver\": \"file\", \"filename\": \"2\"}}",
                "blockdev-add | driver=raw file=3 | {\"driver\": \"raw\", \"file\": \"3\"}",
                "set_password | protocol=vnc password=1234 | {\"protocol\": \"vnc\", \"password\": \"1234\"}",
                "nope | id=123 | {\"id\": 123}",
                "device_del | nope=123 | {\"nope\": 123}",
            })
    void whatTheCommandTakesAsAStringIsOne(String command, String words, String expected) {
        List<String> given = List.of(words.split(" "));
        assertThat(codec.format(new LiteralTypes(schema, command).read(given, new Arguments(codec)), WireFormat.CLIENT))
                .isEqualTo(expected);
    }
}
