package io.qmp.plugin.machine.type;

import io.qmp.api.Experimental;

/**
 * What a panic leads to.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public enum GuestPanicAction {
    /** The machine is stopped. */
    PAUSE,
    /** The machine is shut down. */
    POWEROFF,
    /** The guest goes on. */
    RUN
}
