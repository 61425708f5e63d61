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

/** Looks for what one introspection does not tell of among the arguments of a command. */
final class ArgumentCheck {
    /** The commands of QEMU that take members that they do not declare. */
    private static final Set<String> TAKES_MORE = Set.of("device_add");

    private final Schema schema;
    private final SchemaTypes types;
    private final List<SchemaLack> lacks = new ArrayList<>();

    ArgumentCheck(Schema schema) {
        this.schema = schema;
        this.types = new SchemaTypes(schema);
    }

    List<SchemaLack> lacks(String command, QmpObject arguments) {
        Optional<SchemaInfo.Command> known = schema.command(command);
        if (known.isEmpty()) {
            return List.of(new SchemaLack(SchemaElement.COMMAND, command));
        }
        if (!TAKES_MORE.contains(command)) {
            check(command + ":arg", known.get().argType(), arguments);
        }
        return lacks;
    }

    private void check(String path, String typeName, QmpValue value) {
        SchemaInfo type = types.get(typeName);
        if (type instanceof Array array && value instanceof QmpArray elements) {
            elements.elements().forEach(element -> check(path, array.elementType(), element));
        } else if (type instanceof Enumeration enumeration && value instanceof QmpString text) {
            if (!SchemaTypes.values(enumeration).containsKey(text.value())) {
                lack(SchemaElement.VALUE, path + "=" + text.value());
            }
        } else if (type instanceof AlternateType alternate) {
            Optional<String> branch = types.branch(alternate, value);
            String branchPath = path + "/|" + SchemaTypes.valueKind(value);
            branch.ifPresentOrElse(
                    name -> check(branchPath, name, value), () -> lack(SchemaElement.ALTERNATIVE, branchPath));
        } else if (type instanceof ObjectType object && value instanceof QmpObject members) {
            check(path, object, members);
        }
    }

    private void check(String path, ObjectType object, QmpObject value) {
        Map<String, Place> places = new HashMap<>();
        boolean all = collect(path, object, value, places);
        value.members().forEach((name, member) -> {
            Place place = places.get(name);
            if (place != null) {
                check(place.path(), place.type(), member);
            } else if (all) {
                lack(SchemaElement.MEMBER, path + "/" + name);
            }
        });
    }

    /** A member that is known. */
    private record Place(String path, String type) {}

    /**
     * Collects the members of an object and, if it is a union, of its case, which may be a union again.
     *
     * @return whether these are all; not if the case is lacking, which the tag's value tells
     */
    private boolean collect(String path, ObjectType object, QmpObject value, Map<String, Place> places) {
        for (ObjectMember member : object.members()) {
            places.put(member.name(), new Place(path + "/" + member.name(), member.type()));
        }
        if (object.tag() == null || !(value.get(object.tag()) instanceof QmpString tag)) {
            return true;
        }
        Variant variant = SchemaTypes.variants(object).get(tag.value());
        return variant != null
                && types.get(variant.type()) instanceof ObjectType further
                && collect(path + "/=" + tag.value(), further, value, places);
    }

    private void lack(SchemaElement element, String path) {
        lacks.add(new SchemaLack(element, path));
    }
}
