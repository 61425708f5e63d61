package io.qmp.schema.generator.naming;

import io.qmp.schema.generator.model.MergedProgram;
import io.qmp.schema.generator.model.Type;
import io.qmp.schema.generator.naming.TypeUsages.Kind;
import io.qmp.schema.generator.naming.TypeUsages.Use;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which types become Java types of their own.
 *
 * <p>Objects with one use have no type: arguments are components of the command, data of the event, members of a
 * union's case of the record for the case. Enumerations, alternates, unions and all other objects become types.
 */
public final class Layout {
    private final MergedProgram program;
    private final TypeUsages uses;

    /** Looks at the uses of all types. */
    public Layout(MergedProgram program, TypeUsages uses) {
        this.program = program;
        this.uses = uses;
    }

    /** {@return whether a type becomes a Java type of its own} */
    public boolean isOwn(String key) {
        Type type = program.type(key);
        return type instanceof Type.Enumeration
                || type instanceof Type.Alternate
                || type instanceof Type.ObjectType object && (object.isUnion() || !standsInOwner(object));
    }

    /** {@return whether a type is an object without members, which needs no type where there is nothing to tell} */
    public boolean isEmpty(String key) {
        return program.type(key) instanceof Type.ObjectType object
                && object.members().isEmpty()
                && !object.isUnion();
    }

    private boolean standsInOwner(Type.ObjectType object) {
        List<Use> all = uses.of(object.key());
        if (isEmpty(object.key())) {
            return all.stream().anyMatch(use -> use.kind() != Kind.MEMBER);
        }
        Use first = all.get(0);
        return switch (first.kind()) {
            case ARGUMENTS, DATA -> all.size() == 1 && !first.many();
            case VARIANT ->
                all.stream()
                        .allMatch(
                                use -> use.kind() == Kind.VARIANT && use.owner().equals(first.owner()));
            case RESULT, MEMBER, BRANCH -> false;
        };
    }

    /**
     * What a union has for some values of its tag: values that share one type of further members share a record.
     *
     * @param values the values, in the union's order
     * @param type the key of the type of the further members
     */
    public record Branch(List<String> values, String type) {}

    /** {@return the branches of a union, in the order of their first values} */
    public List<Branch> branches(Type.ObjectType union) {
        Map<String, List<String>> byType = new LinkedHashMap<>();
        // All types without members are alike.
        union.variants()
                .forEach(variant -> byType.computeIfAbsent(
                                isEmpty(variant.type()) ? "" : variant.type(), type -> new ArrayList<>())
                        .add(variant.value()));
        return byType.entrySet().stream()
                .map(entry -> new Branch(List.copyOf(entry.getValue()), entry.getKey()))
                .toList();
    }
}
