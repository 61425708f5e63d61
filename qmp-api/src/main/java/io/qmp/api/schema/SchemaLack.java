package io.qmp.api.schema;

import io.qmp.api.Experimental;
import java.util.Locale;

/**
 * Something that a server does not know.
 *
 * @param element what it is
 * @param path the way to it, as {@link Schema#has} takes it
 * @since 0.1
 */
@Experimental(since = "0.1")
public record SchemaLack(SchemaElement element, String path) {
    /** {@return what is lacking as people say it: {@code member migrate:arg/channels}} */
    @Override
    public String toString() {
        return element.name().toLowerCase(Locale.ROOT) + " " + path;
    }
}
