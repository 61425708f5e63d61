package io.qmp.plugin.machine.type;

import io.qmp.api.Experimental;

/**
 * What a machine can do.
 *
 * @param wakeupSuspendSupport whether a suspended guest can be woken up
 * @since 0.1
 */
@Experimental(since = "0.1")
public record CurrentMachineParams(boolean wakeupSuspendSupport) {}
