package io.qmp.plugin.machine.agent;

import io.qmp.api.Experimental;
import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;

/**
 * Freezes the file systems, and returns how many. Until they are thawed few commands are executed.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
@CommandName("guest-fsfreeze-freeze")
public record FsfreezeFreeze() implements Command<Long> {}
