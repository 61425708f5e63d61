package io.qmp.api.schema;

import io.qmp.api.Experimental;
import java.util.Locale;

/**
 * One difference between two introspections.
 *
 * @param kind the kind of change
 * @param element the kind of element at the path
 * @param path the path of the element, as {@link Schema#has} takes it
 * @param detail the change in words; empty if the kind is enough
 * @since 0.1
 */
@Experimental(since = "0.1")
public record SchemaChange(Kind kind, SchemaElement element, String path, String detail) {
    /** The kinds of changes. */
    public enum Kind {
        /** The element was added. */
        ADDED,
        /** The element was removed. */
        REMOVED,
        /** The element became deprecated. */
        DEPRECATED,
        /** The element changed in another way. */
        CHANGED
    }

    /** {@return the difference as a line: {@code changed member migrate:arg/uri: optional}} */
    @Override
    public String toString() {
        String line = lowerCase(kind) + " " + lowerCase(element) + " " + path;
        return detail.isEmpty() ? line : line + ": " + detail;
    }

    private static String lowerCase(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
