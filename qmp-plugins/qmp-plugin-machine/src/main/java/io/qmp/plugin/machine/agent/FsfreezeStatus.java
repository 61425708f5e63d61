package io.qmp.plugin.machine.agent;

import io.qmp.api.Experimental;
import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;

/**
 * Asks whether the file systems are frozen.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
@CommandName("guest-fsfreeze-status")
public record FsfreezeStatus() implements Command<String> {}
