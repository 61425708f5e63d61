package io.qmp.api.value;

import io.qmp.api.Stable;

/**
 * A boolean.
 *
 * @since 0.1
 */
@Stable(since = "0.1")
public enum QmpBoolean implements QmpValue {
    /** {@code false}. */
    FALSE,
    /** {@code true}. */
    TRUE;

    /** {@return the boolean} */
    public boolean value() {
        return this == TRUE;
    }

    @Override
    public String toString() {
        return Boolean.toString(value());
    }
}
