package io.qmp.schema.generator.source;

import io.qmp.schema.generator.model.Type;
import io.qmp.schema.generator.naming.Uses.Use;
import java.util.List;

/** Says what a type is, which introspection does not tell, by where it is used. */
final class Origin {
    private final Vocabulary vocabulary;

    Origin(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /** {@return a sentence about a type} */
    String of(String key) {
        List<Use> uses = vocabulary.uses.of(key);
        String others = switch (uses.size()) {
            case 1 -> "";
            case 2 -> ", and used in one other place";
            default -> ", and used in " + (uses.size() - 1) + " other places";
        };
        return first(uses.get(0)) + others + ".";
    }

    private String first(Use use) {
        String name = Javadoc.code(use.name());
        return switch (use.kind()) {
            case ARGUMENTS -> "The arguments of " + link(use);
            case RESULT -> (use.many() ? "An element of the result of " : "The result of ") + link(use);
            case DATA -> "The data of " + link(use);
            case MEMBER ->
                (use.many() ? "An element of the member " : "The member ") + name + " of " + owner(use.owner());
            case VARIANT -> "What " + owner(use.owner()) + " has in the case " + name;
            case BRANCH -> "A branch of " + owner(use.owner());
        };
    }

    private String link(Use use) {
        String simple = vocabulary.names.entity(use.name());
        String owner = switch (use.kind()) {
            case DATA -> vocabulary.settings.events();
            default -> vocabulary.settings.commands();
        };
        return "{@link " + owner + "." + simple + " " + simple + "}";
    }

    /** The Java type that a type's members are in. */
    private String owner(String key) {
        if (vocabulary.layout.isOwn(key)) {
            String simple = vocabulary.names.type(key);
            return "{@link " + vocabulary.own(key).qualified() + " " + simple + "}";
        }
        Use use = vocabulary.uses.of(key).get(0);
        if (use.kind().isRoot()) {
            return link(use);
        }
        Type.ObjectType union = vocabulary.program.object(use.owner());
        String simple = vocabulary.names.type(union.key())
                + "."
                + vocabulary.layout.branches(union).stream()
                        .filter(branch -> branch.values().contains(use.name()))
                        .map(branch -> vocabulary.names.branch(union.key(), branch))
                        .findFirst()
                        .orElseThrow();
        return "{@link " + vocabulary.settings.types() + "." + simple + " " + simple + "}";
    }
}
