package io.qmp.plugin.machine.type;

import io.qmp.api.Experimental;

/**
 * What happens when the guest panics.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public enum PanicAction {
    /** The machine is stopped. */
    PAUSE,
    /** The machine is shut down. */
    SHUTDOWN,
    /** The program ends with a status other than 0. */
    EXIT_FAILURE,
    /** Nothing. */
    NONE
}
