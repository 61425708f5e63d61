package io.qmp.api.type;

import io.qmp.api.Stable;

/**
 * The result of a command that returns nothing: an object without members.
 *
 * @since 0.1
 */
@Stable(since = "0.1")
public record Nothing() {
    /** The only one that is needed. */
    public static final Nothing NOTHING = new Nothing();
}
