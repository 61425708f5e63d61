package io.qmp.api.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.type.Open;
import io.qmp.api.value.QmpObject;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SchemaVisitorTest {
    private static final List<SchemaInfo> ONE_OF_EACH = List.of(
            new SchemaInfo.Builtin("builtin", null, Open.of(JsonType.STRING)),
            new SchemaInfo.Enumeration("enumeration", null, List.of(), List.of()),
            new SchemaInfo.Array("array", null, "str"),
            new SchemaInfo.ObjectType("object", null, List.of(), null, null),
            new SchemaInfo.AlternateType("alternate", null, List.of()),
            new SchemaInfo.Command("command", null, "object", "object", null),
            new SchemaInfo.Event("event", null, "object"),
            new SchemaInfo.Unknown("other", Open.of(SchemaMetaType.EVENT), null, QmpObject.EMPTY));

    private static final class MethodName implements SchemaVisitor<String> {
        @Override
        public String builtin(SchemaInfo.Builtin type) {
            return "builtin";
        }

        @Override
        public String enumeration(SchemaInfo.Enumeration type) {
            return "enumeration";
        }

        @Override
        public String array(SchemaInfo.Array type) {
            return "array";
        }

        @Override
        public String object(SchemaInfo.ObjectType type) {
            return "object";
        }

        @Override
        public String alternate(SchemaInfo.AlternateType type) {
            return "alternate";
        }

        @Override
        public String command(SchemaInfo.Command command) {
            return "command";
        }

        @Override
        public String event(SchemaInfo.Event event) {
            return "event";
        }

        @Override
        public String other(SchemaInfo entity) {
            return "other";
        }
    }

    @Test
    void everyKindHasItsMethod() {
        assertThat(ONE_OF_EACH.stream().map(Object::getClass))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(SchemaInfo.class.getPermittedSubclasses()).toList());
        assertThat(ONE_OF_EACH)
                .allSatisfy(entity ->
                        assertThat(entity.<String>accept(new MethodName())).isEqualTo(entity.name()));
    }

    @Test
    void kindsWithoutAMethodGoToOther() {
        assertThat(ONE_OF_EACH)
                .allSatisfy(entity ->
                        assertThat(entity.<String>accept(SchemaInfo::name)).isEqualTo(entity.name()));
    }
}
