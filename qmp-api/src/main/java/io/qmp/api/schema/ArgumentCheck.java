package io.qmp.api.schema;

import io.qmp.api.schema.SchemaInfo.AlternateType;
import io.qmp.api.schema.SchemaInfo.Array;
import io.qmp.api.schema.SchemaInfo.Enumeration;
import io.qmp.api.schema.SchemaInfo.ObjectMember;
import io.qmp.api.schema.SchemaInfo.ObjectType;
import io.qmp.api.schema.SchemaInfo.Variant;
import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpString;
import io.qmp.api.value.QmpValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds elements of a command's arguments that an introspection does not have. */
final class ArgumentCheck {
    /** Commands of QEMU that accept undeclared members. */
    static final Set<String> TAKES_MORE = Set.of("device_add");

    private final Schema schema;
    private final SchemaTypes types;
    private final List<MissingElement> missing = new ArrayList<>();

    ArgumentCheck(Schema schema) {
        this.schema = schema;
        this.types = new SchemaTypes(schema);
    }

    List<MissingElement> lacks(String command, QmpObject arguments) {
        Optional<SchemaInfo.Command> known = schema.command(command);
        if (known.isEmpty()) {
            return List.of(new MissingElement(SchemaElement.COMMAND, command));
        }
        if (!TAKES_MORE.contains(command)) {
            check(SchemaPath.arguments(command), known.get().argType(), arguments);
        }
        return missing;
    }

    private void check(SchemaPath path, String typeName, QmpValue value) {
        types.get(typeName).accept(new SchemaVisitor<@Nullable Void>() {
            @Override
            public @Nullable Void array(Array type) {
                if (value instanceof QmpArray elements) {
                    elements.elements().forEach(element -> check(path, type.elementType(), element));
                }
                return null;
            }

            @Override
            public @Nullable Void enumeration(Enumeration type) {
                if (value instanceof QmpString text && !SchemaTypes.values(type).containsKey(text.value())) {
                    add(SchemaElement.VALUE, path.value(text.value()));
                }
                return null;
            }

            @Override
            public @Nullable Void alternate(AlternateType type) {
                SchemaPath branch = path.branch(SchemaTypes.jsonType(value));
                types.branch(type, value)
                        .ifPresentOrElse(
                                name -> check(branch, name, value), () -> add(SchemaElement.ALTERNATIVE, branch));
                return null;
            }

            @Override
            public @Nullable Void object(ObjectType type) {
                if (value instanceof QmpObject members) {
                    check(path, type, members);
                }
                return null;
            }

            @Override
            public @Nullable Void other(SchemaInfo entity) {
                return null;
            }
        });
    }

    private void check(SchemaPath path, ObjectType object, QmpObject value) {
        Map<String, KnownMember> known = new HashMap<>();
        boolean all = collect(path, object, value, known);
        value.members().forEach((name, member) -> {
            KnownMember found = known.get(name);
            if (found != null) {
                check(found.path(), found.type(), member);
            } else if (all) {
                add(SchemaElement.MEMBER, path.member(name));
            }
        });
    }

    private record KnownMember(SchemaPath path, String type) {}

    /**
     * Collects the members of an object and, if it is a union, of its case, which may be a union again.
     *
     * @return whether these are all; false if the union has no such case, which is reported for the value of the tag
     */
    private boolean collect(SchemaPath path, ObjectType object, QmpObject value, Map<String, KnownMember> known) {
        for (ObjectMember member : object.members()) {
            known.put(member.name(), new KnownMember(path.member(member.name()), member.type()));
        }
        if (object.tag() == null || !(value.get(object.tag()) instanceof QmpString tag)) {
            return true;
        }
        Variant variant = SchemaTypes.variants(object).get(tag.value());
        return variant != null
                && types.get(variant.type()) instanceof ObjectType further
                && collect(path.variant(tag.value()), further, value, known);
    }

    private void add(SchemaElement element, SchemaPath path) {
        missing.add(new MissingElement(element, path.text()));
    }
}
