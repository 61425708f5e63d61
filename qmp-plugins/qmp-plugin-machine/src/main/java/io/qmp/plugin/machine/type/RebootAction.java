package io.qmp.plugin.machine.type;

import io.qmp.api.Experimental;

/**
 * What happens when the guest, or a command, resets the machine.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public enum RebootAction {
    /** The machine is reset. */
    RESET,
    /** The machine is shut down instead. */
    SHUTDOWN
}
