package io.qmp.server;

import io.qmp.api.schema.Schema;
import io.qmp.api.schema.SchemaInfo;
import java.util.List;

/** Numbers types so that those of two introspections can stand in one. */
final class TypeNumbers {
    private final Schema first;
    private final int offset;

    /**
     * Looks for numbers that are free.
     *
     * @param first the introspection whose types keep their numbers
     */
    TypeNumbers(Schema first) {
        this.first = first;
        this.offset = first.entities().stream()
                .map(SchemaInfo::name)
                .filter(TypeNumbers::isNumber)
                .mapToInt(name -> Integer.parseInt(name) + 1)
                .max()
                .orElse(0);
    }

    /** The entities of a second introspection with numbers behind those of the first, without builtin types, and arrays of these, that the first has. */
    List<SchemaInfo> moved(List<SchemaInfo> second) {
        return second.stream()
                .map(this::moved)
                .filter(entity -> first.entity(entity.name()).isEmpty())
                .toList();
    }

    private SchemaInfo moved(SchemaInfo entity) {
        String name = moved(entity.name());
        if (entity instanceof SchemaInfo.Command command) {
            return new SchemaInfo.Command(
                    name, command.features(), moved(command.argType()), moved(command.retType()), command.allowOob());
        } else if (entity instanceof SchemaInfo.Event event) {
            return new SchemaInfo.Event(name, event.features(), moved(event.argType()));
        } else if (entity instanceof SchemaInfo.Array array) {
            return new SchemaInfo.Array(name, array.features(), moved(array.elementType()));
        } else if (entity instanceof SchemaInfo.Enumeration values) {
            return new SchemaInfo.Enumeration(name, values.features(), values.members(), values.values());
        } else if (entity instanceof SchemaInfo.AlternateType alternate) {
            return new SchemaInfo.AlternateType(
                    name,
                    alternate.features(),
                    alternate.members().stream()
                            .map(member -> new SchemaInfo.AlternateMember(moved(member.type())))
                            .toList());
        } else if (entity instanceof SchemaInfo.ObjectType object) {
            return moved(name, object);
        }
        return entity;
    }

    private SchemaInfo moved(String name, SchemaInfo.ObjectType object) {
        List<SchemaInfo.Variant> variants = object.variants();
        return new SchemaInfo.ObjectType(
                name,
                object.features(),
                object.members().stream()
                        .map(member -> new SchemaInfo.ObjectMember(
                                member.name(), moved(member.type()), member.defaultValue(), member.features()))
                        .toList(),
                object.tag(),
                variants == null
                        ? null
                        : variants.stream()
                                .map(variant -> new SchemaInfo.Variant(variant.caseName(), moved(variant.type())))
                                .toList());
    }

    private String moved(String name) {
        if (name.startsWith("[")) {
            return "[" + moved(name.substring(1, name.length() - 1)) + "]";
        }
        return isNumber(name) ? Integer.toString(Integer.parseInt(name) + offset) : name;
    }

    private static boolean isNumber(String name) {
        return !name.isEmpty() && name.chars().allMatch(Character::isDigit);
    }
}
