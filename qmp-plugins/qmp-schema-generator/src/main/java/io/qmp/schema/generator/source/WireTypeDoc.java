package io.qmp.schema.generator.source;

import io.qmp.api.type.IntegerType;
import io.qmp.schema.generator.model.MergedProgram;
import io.qmp.schema.generator.model.Type;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Describes in a few words what JSON values a type has. */
final class WireTypeDoc {
    private static final Map<String, String> BUILTINS = Map.of(
            "str",
            "string",
            "int",
            "integer",
            "number",
            "number",
            "bool",
            "boolean",
            "null",
            "null",
            "any",
            "any value");

    private WireTypeDoc() {}

    /**
     * {@return the kind of a type, such as {@code array of string}}
     *
     * @param program the program that has the type
     * @param key the key of the type
     * @param width the range of integers; {@code null} if it is not known
     */
    static String of(MergedProgram program, String key, @Nullable IntegerType width) {
        Type type = program.type(key);
        if (type instanceof Type.Array array) {
            return "array of " + of(program, array.element(), width);
        } else if (type instanceof Type.Builtin) {
            String name = BUILTINS.getOrDefault(key, key);
            return width == null || !key.equals("int")
                    ? name
                    : name + " (" + width.name().toLowerCase(Locale.ROOT) + ")";
        } else if (type instanceof Type.Enumeration) {
            return "enum";
        } else if (type instanceof Type.Alternate) {
            return "alternate";
        }
        return program.object(key).isUnion() ? "union" : "object";
    }
}
