package io.qmp.schema.generator.source;

import io.qmp.schema.generator.model.Type;
import io.qmp.schema.generator.naming.TypeUsages.Use;
import java.util.List;

/** Describes a type by its first use, as introspection has neither names nor descriptions of types. */
final class UsageDoc {
    private final TypeMapper mapper;

    UsageDoc(TypeMapper mapper) {
        this.mapper = mapper;
    }

    /** {@return the first sentence of a type's Javadoc} */
    String of(String key) {
        List<Use> uses = mapper.uses.of(key);
        String others = switch (uses.size()) {
            case 1 -> "";
            case 2 -> "; also used in one other place";
            default -> "; also used in " + (uses.size() - 1) + " other places";
        };
        return first(uses.get(0)) + others + ".";
    }

    private String first(Use use) {
        String name = Javadoc.code(use.name());
        return switch (use.kind()) {
            case ARGUMENTS -> "The arguments of " + link(use);
            case RESULT -> (use.many() ? "Elements of the result of " : "The result of ") + link(use);
            case DATA -> "The data of " + link(use);
            case MEMBER ->
                (use.many() ? "Elements of the member " : "The member ") + name + " of " + owner(use.owner());
            case VARIANT -> "The members of " + owner(use.owner()) + " in the case " + name;
            case BRANCH -> "A branch of " + owner(use.owner());
        };
    }

    private String link(Use use) {
        String simple = mapper.names.entity(use.name());
        String owner = switch (use.kind()) {
            case DATA -> mapper.settings.events();
            default -> mapper.settings.commands();
        };
        return "{@link " + owner + "." + simple + " " + simple + "}";
    }

    /** A link to the Java type that has the members of a type. */
    private String owner(String key) {
        if (mapper.layout.isOwn(key)) {
            String simple = mapper.names.type(key);
            return "{@link " + mapper.own(key).qualified() + " " + simple + "}";
        }
        Use use = mapper.uses.of(key).get(0);
        if (use.kind().isRoot()) {
            return link(use);
        }
        Type.ObjectType union = mapper.program.object(use.owner());
        String simple = mapper.layout.branches(union).stream()
                .filter(branch -> branch.values().contains(use.name()))
                .map(branch -> mapper.names.branch(union.key(), branch))
                .findFirst()
                .orElseThrow();
        return "{@link " + mapper.settings.types() + "." + simple + " " + simple + "}";
    }
}
