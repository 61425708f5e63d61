package io.qmp.program.uses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.qmp.api.schema.SchemaChange;
import io.qmp.api.schema.SchemaChange.Kind;
import io.qmp.api.schema.SchemaElement;
import io.qmp.api.wire.WireCodec;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaUsesTest {
    private static final String REQUEST =
            "{\"execute\": \"migrate\", \"arguments\": {\"uri\": \"u\", \"channels\": [{\"type\": \"main\"}]}}";

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "migrate ; REMOVED ; migrate ; true",
                "migrate ; ADDED ; migrate:arg/new ; true",
                "migrate ; ADDED ; migrate-cancel ; false",
                "migrate.uri ; REMOVED ; migrate:arg/uri ; true",
                "migrate.uri ; REMOVED ; migrate:arg/blk ; false",
                "migrate.uri ; REMOVED ; migrate ; true",
                "query-block.device ; CHANGED ; query-block:ret/device ; true",
                "query-block[0].inserted ; REMOVED ; query-block:ret/inserted/file ; true",
                "query-block.inserted.file ; REMOVED ; query-block:ret/inserted ; true",
                "query-block.inserted.file ; ADDED ; query-block:ret/other ; false",
                "STOP ; DEPRECATED ; STOP ; true",
                "blockdev-add.file.filename ; REMOVED ; blockdev-add:arg/=qcow2/file/|object/filename ; true",
            })
    void namesAreTouchedByWhatBelongsToThem(String use, Kind kind, String path, boolean touched) {
        assertThat(touched(use, kind, path)).isEqualTo(touched);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "REMOVED | migrate | true",
                "DEPRECATED | migrate:arg/uri | true",
                "DEPRECATED | migrate:arg/blk | false",
                "ADDED | migrate:arg/new | false",
                "REMOVED | migrate:arg/channels/type=main | true",
                "REMOVED | migrate:arg/channels/type=exec | false",
                "REMOVED | migrate:ret/status | true",
                "ADDED | query-status:ret/new | false",
            })
    void requestsAreTouchedByWhatTheyHave(Kind kind, String path, boolean touched) {
        assertThat(touched(REQUEST, kind, path)).isEqualTo(touched);
        assertThat(touched("{\"t\": 0.1, \"c\": 1, \"d\": \">\", \"m\": " + REQUEST + "}", kind, path))
                .isEqualTo(touched);
    }

    @Test
    void commentsAndOtherMessagesAreNoUses() {
        SchemaUses uses = SchemaUses.read(
                List.of("# all of migration", "", "{\"qmp-transcript\": 1}", "{\"return\": {}}", "stop # the guest"),
                WireCodec.installed());
        SchemaChange change = new SchemaChange(Kind.REMOVED, SchemaElement.COMMAND, "stop", "");
        assertThat(uses.touchedBy(List.of(change)))
                .containsExactly(new SchemaUses.Touched(change, List.of("stop # the guest".split(" ")[0])));
    }

    @Test
    void aLineOfAnotherFormIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SchemaUses.read(List.of("stop", "what is this?"), WireCodec.installed()))
                .withMessageContaining("line 2")
                .withMessageContaining("what is this?");
    }

    private static boolean touched(String line, Kind kind, String path) {
        SchemaChange change = new SchemaChange(kind, SchemaElement.MEMBER, path, "");
        return !SchemaUses.read(List.of(line), WireCodec.installed())
                .touchedBy(List.of(change))
                .isEmpty();
    }
}
