package io.qmp.api.schema;

import io.qmp.api.Experimental;
import java.util.Locale;

/**
 * One difference between two introspections.
 *
 * @param kind what became of the element
 * @param element what the path leads to
 * @param path the way to it, as {@link Schema#has} takes it
 * @param detail what exactly changed; empty if the kind says it all
 * @since 0.1
 */
@Experimental(since = "0.1")
public record SchemaChange(Kind kind, SchemaElement element, String path, String detail) {
    /** What became of an element. */
    public enum Kind {
        /** It is new. */
        ADDED,
        /** It is gone. */
        REMOVED,
        /** It is deprecated now. */
        DEPRECATED,
        /** It is something else in another way. */
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
