package io.qmp.api.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SchemaPathTest {
    @Test
    void stepsAreAppended() {
        assertThat(SchemaPath.arguments("blockdev-add")
                        .variant("raw")
                        .member("file")
                        .branch(JsonType.OBJECT))
                .hasToString("blockdev-add:arg/=raw/file/|object");
        assertThat(SchemaPath.result("query-status").member("status").value("running"))
                .hasToString("query-status:ret/status=running");
        assertThat(SchemaPath.data("STOP")).hasToString("STOP:data");
    }

    @Test
    void ownerIsThePathWithoutItsLastStep() {
        SchemaPath file = SchemaPath.arguments("blockdev-add").member("file");

        assertThat(file.branch(JsonType.STRING).owner()).contains(file);
        assertThat(SchemaPath.arguments("quit").owner()).isEmpty();
    }

    @Test
    void everyKindIsFoundByItsWord() {
        assertThat(JsonType.values())
                .allSatisfy(type -> assertThat(JsonType.ofWord(type.word())).isEqualTo(type));
        assertThatThrownBy(() -> JsonType.ofWord("enum"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("enum");
    }

    @Test
    void anEnumerationInAnAlternateIsAString() {
        Schema schema = new Schemas()
                .values("mode", "on")
                .alternate("switch", "mode", "bool")
                .object("arguments", Schemas.member("to", "switch"))
                .command("set", "arguments", "empty")
                .schema();
        SchemaPath to = SchemaPath.arguments("set").member("to");

        assertThat(schema.has(to.branch(JsonType.STRING).value("on").text())).isTrue();
        assertThat(schema.has(to.branch(JsonType.BOOLEAN).text())).isTrue();
        assertThat(schema.has(to.branch(JsonType.INT).text())).isFalse();
    }
}
