package io.qmp.api.value;

import io.qmp.api.Stable;

/**
 * A string; may contain U+0000.
 *
 * @param value the text
 * @since 0.1
 */
@Stable(since = "0.1")
public record QmpString(String value) implements QmpValue {
    @Override
    public String toString() {
        return '"' + value + '"';
    }
}
