package io.qmp.api.value;

import io.qmp.api.Stable;

/**
 * The value {@code null}, which is not the same as an absent member.
 *
 * @since 0.1
 */
@Stable(since = "0.1")
public enum QmpNull implements QmpValue {
    /** The only one. */
    NULL;

    @Override
    public String toString() {
        return "null";
    }
}
