package io.qmp.plugin.machine.type;

import io.qmp.api.Experimental;

/**
 * What a machine is doing.
 *
 * @param running whether the virtual CPUs run
 * @param status the run state
 * @since 0.1
 */
@Experimental(since = "0.1")
public record StatusInfo(boolean running, RunState status) {}
