package io.qmp.api.schema;

import io.qmp.api.schema.SchemaInfo.AlternateType;
import io.qmp.api.schema.SchemaInfo.Array;
import io.qmp.api.schema.SchemaInfo.Builtin;
import io.qmp.api.schema.SchemaInfo.Enumeration;
import io.qmp.api.schema.SchemaInfo.ObjectMember;
import io.qmp.api.schema.SchemaInfo.ObjectType;
import io.qmp.api.schema.SchemaInfo.Variant;
import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpString;
import io.qmp.api.value.QmpValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Compares a value with a type of an introspection. */
final class ValueCheck {
    private final SchemaTypes types;
    private final boolean openEnums;
    private final String openObject;
    private final List<SchemaViolation> violations = new ArrayList<>();

    /**
     * Makes a check of one value.
     *
     * @param schema has the types
     * @param openEnums whether enumerations may have values that the introspection does not list
     * @param openObject the path of an object that may have such members; empty for none
     */
    ValueCheck(Schema schema, boolean openEnums, String openObject) {
        this.types = new SchemaTypes(schema);
        this.openEnums = openEnums;
        this.openObject = openObject;
    }

    List<SchemaViolation> check(String path, String typeName, QmpValue value) {
        types.get(typeName).accept(new OfType(path, value));
        return violations;
    }

    private void add(String path, String message) {
        violations.add(new SchemaViolation(path, message));
    }

    /** One value; visits its type. */
    private final class OfType implements SchemaVisitor<@Nullable Void> {
        private final String path;
        private final QmpValue value;

        OfType(String path, QmpValue value) {
            this.path = path;
            this.value = value;
        }

        @Override
        public @Nullable Void builtin(Builtin type) {
            JsonType wanted = type.jsonType().known().orElse(JsonType.VALUE);
            JsonType found = SchemaTypes.jsonType(value);
            boolean fits =
                    wanted == JsonType.VALUE || wanted == found || wanted == JsonType.NUMBER && found == JsonType.INT;
            return fits ? null : wrongType(wanted);
        }

        @Override
        public @Nullable Void enumeration(Enumeration type) {
            if (!(value instanceof QmpString text)) {
                return wrongType(JsonType.STRING);
            }
            Map<String, List<String>> values = SchemaTypes.values(type);
            if (!openEnums && !values.containsKey(text.value())) {
                add(path, "there is no value '" + text.value() + "', but " + String.join(", ", values.keySet()));
            }
            return null;
        }

        @Override
        public @Nullable Void array(Array type) {
            if (!(value instanceof QmpArray elements)) {
                return wrongType(JsonType.ARRAY);
            }
            for (int i = 0; i < elements.elements().size(); i++) {
                check(
                        path + "[" + i + "]",
                        type.elementType(),
                        elements.elements().get(i));
            }
            return null;
        }

        @Override
        public @Nullable Void alternate(AlternateType type) {
            types.branch(type, value)
                    .ifPresentOrElse(
                            branch -> check(path, branch, value),
                            () -> add(
                                    path,
                                    "must be one of "
                                            + types.branches(type).keySet().stream()
                                                    .map(JsonType::word)
                                                    .collect(Collectors.joining(", "))
                                            + ", not " + value));
            return null;
        }

        @Override
        public @Nullable Void object(ObjectType type) {
            if (!(value instanceof QmpObject object)) {
                return wrongType(JsonType.OBJECT);
            }
            Map<String, ObjectMember> members = new LinkedHashMap<>();
            boolean complete = collect(type, object, members);
            members.values().stream()
                    .filter(member -> !member.isOptional() && object.get(member.name()) == null)
                    .forEach(member -> add(path, "the member '" + member.name() + "' is missing"));
            object.members().forEach((name, member) -> {
                ObjectMember known = members.get(name);
                if (known != null) {
                    check(path + "." + name, known.type(), member);
                } else if (complete && !path.equals(openObject)) {
                    add(path, "there is no member '" + name + "', but " + listed(members.keySet()));
                }
            });
            return null;
        }

        @Override
        public @Nullable Void other(SchemaInfo entity) {
            return null; // of a kind that came later: nothing is known about its values
        }

        /** Collects the members of a type, and of the case of a union; returns whether these are all. */
        private boolean collect(ObjectType type, QmpObject object, Map<String, ObjectMember> into) {
            type.members().forEach(member -> into.put(member.name(), member));
            if (type.tag() == null || !(object.get(type.tag()) instanceof QmpString tag)) {
                return type.tag() == null;
            }
            Variant variant = SchemaTypes.variants(type).get(tag.value());
            return variant != null
                    && types.get(variant.type()) instanceof ObjectType further
                    && collect(further, object, into);
        }

        private @Nullable Void wrongType(JsonType wanted) {
            add(path, "must be of the type " + wanted.word() + ", not " + value);
            return null;
        }

        private String listed(Set<String> names) {
            return names.isEmpty() ? "none at all" : String.join(", ", names);
        }
    }
}
