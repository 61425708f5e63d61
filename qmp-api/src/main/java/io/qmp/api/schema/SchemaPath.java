package io.qmp.api.schema;

import io.qmp.api.Experimental;
import java.util.Optional;

/**
 * The path to a type or a value in an introspection. Paths identify types across versions, as names of types are
 * masked.
 *
 * <p>A path begins with {@code COMMAND:arg} for the arguments of a command, {@code COMMAND:ret} for its result, or
 * {@code EVENT:data}. Each step is {@code /NAME} for a member, {@code /=VALUE} for the members that a union has for a
 * value of its tag, or {@code /|KIND} for the branch of an alternate; levels of arrays are skipped. At the end,
 * {@code =VALUE} is a value of an enumeration. Examples: {@code blockdev-add:arg/=raw/file/|object}, {@code
 * migrate-set-capabilities:arg/capabilities/capability=xbzrle}.
 *
 * @param text the path
 * @since 0.1
 */
@Experimental(since = "0.1")
public record SchemaPath(String text) {
    /** {@return the path to the arguments of a command} */
    public static SchemaPath arguments(String command) {
        return new SchemaPath(command + ":arg");
    }

    /** {@return the path to the result of a command} */
    public static SchemaPath result(String command) {
        return new SchemaPath(command + ":ret");
    }

    /** {@return the path to the data of an event} */
    public static SchemaPath data(String event) {
        return new SchemaPath(event + ":data");
    }

    /** {@return the path to a member of the object type at this path} */
    public SchemaPath member(String name) {
        return new SchemaPath(text + "/" + name);
    }

    /** {@return the path to the members that the union at this path has for a value of its tag} */
    public SchemaPath variant(String value) {
        return new SchemaPath(text + "/=" + value);
    }

    /**
     * {@return the path to a branch of the alternate at this path}
     *
     * @param kind the kind of the branch's values
     */
    public SchemaPath branch(JsonType kind) {
        return new SchemaPath(text + "/|" + kind.word());
    }

    /** {@return the path to a value of the enumeration at this path} */
    public SchemaPath value(String value) {
        return new SchemaPath(text + "=" + value);
    }

    /** {@return the path without its last step; empty if it has none} */
    public Optional<SchemaPath> owner() {
        int end = text.lastIndexOf('/');
        return end < 0 ? Optional.empty() : Optional.of(new SchemaPath(text.substring(0, end)));
    }

    @Override
    public String toString() {
        return text;
    }
}
