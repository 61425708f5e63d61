package io.qmp.api.schema;

import io.qmp.api.schema.SchemaInfo.ObjectMember;
import io.qmp.api.schema.SchemaInfo.Variant;
import io.qmp.api.type.Open;
import io.qmp.api.value.QmpNull;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Small introspections. */
final class Schemas {
    private final List<SchemaInfo> entities = new ArrayList<>();

    Schemas() {
        Stream.of(JsonType.values())
                .forEach(type -> entities.add(new SchemaInfo.Builtin(name(type), null, Open.of(type))));
        object("empty");
    }

    private static String name(JsonType type) {
        return switch (type) {
            case STRING -> "str";
            case BOOLEAN -> "bool";
            case VALUE -> "any";
            default -> type.name().toLowerCase(java.util.Locale.ROOT);
        };
    }

    Schemas command(String name, String arguments, String result, String... features) {
        entities.add(new SchemaInfo.Command(name, features(features), arguments, result, null));
        return this;
    }

    Schemas outOfBand(String name) {
        entities.add(new SchemaInfo.Command(name, null, "empty", "empty", true));
        return this;
    }

    Schemas event(String name, String data) {
        entities.add(new SchemaInfo.Event(name, null, data));
        return this;
    }

    Schemas object(String name, ObjectMember... members) {
        entities.add(new SchemaInfo.ObjectType(name, null, List.of(members), null, null));
        return this;
    }

    Schemas union(String name, String tag, List<ObjectMember> members, Variant... variants) {
        entities.add(new SchemaInfo.ObjectType(name, null, members, tag, List.of(variants)));
        return this;
    }

    Schemas values(String name, String... values) {
        entities.add(new SchemaInfo.Enumeration(
                name,
                null,
                Stream.of(values)
                        .map(value -> new SchemaInfo.EnumMember(value, null))
                        .toList(),
                List.of(values)));
        return this;
    }

    Schemas deprecatedValue(String name, String value) {
        entities.add(new SchemaInfo.Enumeration(
                name, null, List.of(new SchemaInfo.EnumMember(value, List.of("deprecated"))), List.of(value)));
        return this;
    }

    /** As servers before 6.2 answer. */
    Schemas oldValues(String name, String... values) {
        entities.add(new SchemaInfo.Enumeration(name, null, null, List.of(values)));
        return this;
    }

    Schemas array(String element) {
        entities.add(new SchemaInfo.Array("[" + element + "]", null, element));
        return this;
    }

    Schemas alternate(String name, String... types) {
        entities.add(new SchemaInfo.AlternateType(
                name,
                null,
                Stream.of(types).map(SchemaInfo.AlternateMember::new).toList()));
        return this;
    }

    Schema schema() {
        return new Schema(entities);
    }

    static ObjectMember member(String name, String type, String... features) {
        return new ObjectMember(name, type, null, features(features));
    }

    static ObjectMember optional(String name, String type) {
        return new ObjectMember(name, type, QmpNull.NULL, null);
    }

    static Variant variant(String value, String type) {
        return new Variant(value, type);
    }

    private static @Nullable List<String> features(String... features) {
        return features.length == 0 ? null : List.of(features);
    }
}
