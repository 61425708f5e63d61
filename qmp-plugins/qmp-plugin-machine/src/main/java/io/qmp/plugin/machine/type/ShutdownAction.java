package io.qmp.plugin.machine.type;

import io.qmp.api.Experimental;

/**
 * What happens when the guest powers off.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public enum ShutdownAction {
    /** The program ends. */
    POWEROFF,
    /** The machine is stopped, the program stays. */
    PAUSE
}
