package io.qmp.plugin.machine.agent;

import io.qmp.api.Experimental;

/**
 * The answer to {@link Exec}.
 *
 * @param pid the number of the process
 * @since 0.1
 */
@Experimental(since = "0.1")
public record ExecStarted(long pid) {}
