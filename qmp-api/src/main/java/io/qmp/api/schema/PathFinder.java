package io.qmp.api.schema;

import io.qmp.api.schema.SchemaInfo.AlternateType;
import io.qmp.api.schema.SchemaInfo.Enumeration;
import io.qmp.api.schema.SchemaInfo.ObjectMember;
import io.qmp.api.schema.SchemaInfo.ObjectType;
import io.qmp.api.schema.SchemaInfo.Variant;
import java.util.Optional;

/** Follows the paths of {@link SchemaPath} through one introspection. */
final class PathFinder {
    private final Schema schema;
    private final SchemaTypes types;

    PathFinder(Schema schema) {
        this.schema = schema;
        this.types = new SchemaTypes(schema);
    }

    boolean find(String path) {
        int root = path.indexOf(':');
        if (root < 0) {
            return schema.command(path).isPresent() || schema.event(path).isPresent();
        }
        int value = path.lastIndexOf('=');
        boolean isValue = value > 0 && path.charAt(value - 1) != '/';
        String[] steps =
                path.substring(root + 1, isValue ? value : path.length()).split("/");
        return follow(path.substring(0, root), steps)
                .filter(end -> !isValue || hasValue(types.element(end), path.substring(value + 1)))
                .isPresent();
    }

    /** {@return the name of the type at a path that does not end in a value} */
    Optional<String> type(String path) {
        int root = path.indexOf(':');
        return root < 0
                ? Optional.empty()
                : follow(path.substring(0, root), path.substring(root + 1).split("/"));
    }

    private Optional<String> follow(String rootName, String[] steps) {
        Optional<String> type = root(rootName, steps[0]);
        for (int i = 1; i < steps.length; i++) {
            String step = steps[i];
            type = type.flatMap(from -> step(types.element(from), step));
        }
        return type;
    }

    private Optional<String> root(String name, String part) {
        return switch (part) {
            case "arg" -> schema.command(name).map(SchemaInfo.Command::argType);
            case "ret" -> schema.command(name).map(SchemaInfo.Command::retType);
            case "data" -> schema.event(name).map(SchemaInfo.Event::argType);
            default -> Optional.empty();
        };
    }

    private Optional<String> step(SchemaInfo from, String step) {
        return from.accept(new SchemaVisitor<>() {
            @Override
            public Optional<String> object(ObjectType type) {
                return step.startsWith("=")
                        ? Optional.ofNullable(SchemaTypes.variants(type).get(step.substring(1)))
                                .map(Variant::type)
                        : Optional.ofNullable(SchemaTypes.members(type).get(step))
                                .map(ObjectMember::type);
            }

            @Override
            public Optional<String> alternate(AlternateType type) {
                return types.branches(type).entrySet().stream()
                        .filter(branch -> step.equals("|" + branch.getKey().word()))
                        .map(branch -> branch.getValue())
                        .findFirst();
            }

            @Override
            public Optional<String> other(SchemaInfo entity) {
                return Optional.empty();
            }
        });
    }

    private static boolean hasValue(SchemaInfo type, String value) {
        return type instanceof Enumeration enumeration
                && SchemaTypes.values(enumeration).containsKey(value);
    }
}
