package io.qmp.plugin.machine.type;

import io.qmp.api.Experimental;

/**
 * What happens when the guest's watchdog expires.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public enum WatchdogAction {
    /** The machine is reset. */
    RESET,
    /** The guest is asked to power down. */
    SHUTDOWN,
    /** The program ends. */
    POWEROFF,
    /** The machine is stopped. */
    PAUSE,
    /** It is only logged. */
    DEBUG,
    /** Nothing. */
    NONE,
    /** The guest gets a non-maskable interrupt. */
    INJECT_NMI
}
