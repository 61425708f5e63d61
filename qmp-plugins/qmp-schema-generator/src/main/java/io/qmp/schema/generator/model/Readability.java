package io.qmp.schema.generator.model;

import io.qmp.api.schema.Schema;
import io.qmp.api.schema.SchemaInfo;
import io.qmp.schema.generator.model.TypeDraft.Kind;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Decides whether values of a type of one version can be read as the type that newer versions have at the same path. Of
 * types of the same kind the parts are compared when they are paired.
 */
final class Readability {
    private final Map<String, TypeDraft> drafts;
    private final Schema older;

    /**
     * @param drafts the types of the newer versions
     * @param older the introspection whose values are to be read
     */
    Readability(Map<String, TypeDraft> drafts, Schema older) {
        this.drafts = drafts;
        this.older = older;
    }

    /** {@return whether values of a type of the older version can be read as a newer type} */
    boolean reads(TypeDraft newer, SchemaInfo type) {
        if (type instanceof SchemaInfo.AlternateType alternate && newer.kind != Kind.ALTERNATE) {
            return alternate.members().stream()
                    .allMatch(branch -> reads(newer, older.entity(branch.type()).orElseThrow()));
        }
        return switch (newer.kind) {
            case ALTERNATE ->
                type instanceof SchemaInfo.AlternateType
                        || newer.branches.stream().anyMatch(branch -> reads(draft(branch), type));
            case BUILTIN -> readsAsBuiltin(newer.key, type);
            case ENUM -> Kind.of(type) == Kind.ENUM || type.name().equals("str");
            case ARRAY, OBJECT -> Kind.of(type) == newer.kind;
        };
    }

    private static boolean readsAsBuiltin(String newer, SchemaInfo type) {
        return switch (newer) {
            case "any" -> true;
            case "str" -> type.name().equals("str") || Kind.of(type) == Kind.ENUM;
            case "number" -> type.name().equals("number") || type.name().equals("int");
            default -> type.name().equals(newer);
        };
    }

    /** {@return a type of the older version in words} */
    String describe(SchemaInfo type) {
        return describe(Kind.of(type), type.name());
    }

    /** {@return a newer type in words} */
    String describe(TypeDraft type) {
        return describe(type.kind, type.key);
    }

    private static String describe(Kind kind, String name) {
        return kind == Kind.BUILTIN ? "'" + name + "'" : "an " + kind.name().toLowerCase(Locale.ROOT);
    }

    private TypeDraft draft(String key) {
        return Objects.requireNonNull(drafts.get(key), key);
    }
}
