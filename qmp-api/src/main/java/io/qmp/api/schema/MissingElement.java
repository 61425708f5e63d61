package io.qmp.api.schema;

import io.qmp.api.Stable;
import java.util.Locale;

/**
 * An element that an introspection does not have.
 *
 * @param element its kind
 * @param path its path, as {@link Schema#has} takes it
 * @since 0.1
 */
@Stable(since = "0.1")
public record MissingElement(SchemaElement element, String path) {
    /** {@return the element as text: {@code member migrate:arg/channels}} */
    @Override
    public String toString() {
        return element.name().toLowerCase(Locale.ROOT) + " " + path;
    }
}
