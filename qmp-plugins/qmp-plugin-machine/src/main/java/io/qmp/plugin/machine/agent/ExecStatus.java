package io.qmp.plugin.machine.agent;

import io.qmp.api.Experimental;
import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;

/**
 * Asks how a program has ended. The answer that it has ended is given once.
 *
 * @param pid the number of the process
 * @since 0.1
 */
@Experimental(since = "0.1")
@CommandName("guest-exec-status")
public record ExecStatus(long pid) implements Command<ExecResult> {}
