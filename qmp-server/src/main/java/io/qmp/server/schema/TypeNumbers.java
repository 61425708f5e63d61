package io.qmp.server.schema;

import io.qmp.api.schema.Schema;
import io.qmp.api.schema.SchemaInfo;
import io.qmp.api.schema.SchemaVisitor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Renumbers the types of a second schema so that its entities can be added to a first one. */
final class TypeNumbers implements SchemaVisitor<SchemaInfo> {
    private final Schema first;
    private final List<SchemaInfo> second;
    private final Set<String> builtins;
    private final boolean masked;
    private final int offset;
    private final Map<String, String> numbers = new HashMap<>();
    private int next;

    /**
     * Finds the first free number.
     *
     * @param first the schema whose types keep their numbers
     * @param second the entities whose types get others
     * @param masked whether types that are named otherwise get numbers, too
     */
    TypeNumbers(Schema first, List<SchemaInfo> second, boolean masked) {
        this.first = first;
        this.second = second;
        this.builtins = second.stream()
                .filter(SchemaInfo.Builtin.class::isInstance)
                .map(SchemaInfo::name)
                .collect(Collectors.toSet());
        this.masked = masked;
        this.offset = firstFree(first.entities());
        this.next = offset + firstFree(second);
    }

    private static int firstFree(List<SchemaInfo> entities) {
        return entities.stream()
                .map(SchemaInfo::name)
                .filter(TypeNumbers::isNumber)
                .mapToInt(name -> Integer.parseInt(name) + 1)
                .max()
                .orElse(0);
    }

    /**
     * {@return the second entities with numbers behind those of the first schema} Builtin types, and arrays of these,
     * are left out if the first schema has them.
     */
    List<SchemaInfo> renumbered() {
        return second.stream()
                .map(entity -> entity.accept(this))
                .filter(entity -> first.entity(entity.name()).isEmpty())
                .toList();
    }

    @Override
    public SchemaInfo other(SchemaInfo builtin) {
        return builtin;
    }

    @Override
    public SchemaInfo command(SchemaInfo.Command command) {
        return new SchemaInfo.Command(
                command.name(),
                command.features(),
                renumbered(command.argType()),
                renumbered(command.retType()),
                command.allowOob());
    }

    @Override
    public SchemaInfo event(SchemaInfo.Event event) {
        return new SchemaInfo.Event(event.name(), event.features(), renumbered(event.argType()));
    }

    @Override
    public SchemaInfo array(SchemaInfo.Array array) {
        return new SchemaInfo.Array(renumbered(array.name()), array.features(), renumbered(array.elementType()));
    }

    @Override
    public SchemaInfo enumeration(SchemaInfo.Enumeration type) {
        return new SchemaInfo.Enumeration(renumbered(type.name()), type.features(), type.members(), type.values());
    }

    @Override
    public SchemaInfo alternate(SchemaInfo.AlternateType type) {
        return new SchemaInfo.AlternateType(
                renumbered(type.name()),
                type.features(),
                type.members().stream()
                        .map(member -> new SchemaInfo.AlternateMember(renumbered(member.type())))
                        .toList());
    }

    @Override
    public SchemaInfo object(SchemaInfo.ObjectType type) {
        List<SchemaInfo.Variant> variants = type.variants();
        return new SchemaInfo.ObjectType(
                renumbered(type.name()),
                type.features(),
                type.members().stream()
                        .map(member -> new SchemaInfo.ObjectMember(
                                member.name(), renumbered(member.type()), member.defaultValue(), member.features()))
                        .toList(),
                type.tag(),
                variants == null
                        ? null
                        : variants.stream()
                                .map(variant -> new SchemaInfo.Variant(variant.caseName(), renumbered(variant.type())))
                                .toList());
    }

    private String renumbered(String name) {
        if (name.startsWith("[")) {
            return "[" + renumbered(name.substring(1, name.length() - 1)) + "]";
        }
        if (isNumber(name)) {
            return Integer.toString(Integer.parseInt(name) + offset);
        }
        return masked && !builtins.contains(name)
                ? numbers.computeIfAbsent(name, unnumbered -> Integer.toString(next++))
                : name;
    }

    private static boolean isNumber(String name) {
        int i = 0;
        while (i < name.length() && Character.isDigit(name.charAt(i))) {
            i++;
        }
        return i > 0 && i == name.length();
    }
}
