package io.qmp.plugin.machine.command;

import io.qmp.api.Experimental;
import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;
import io.qmp.api.type.Nothing;

/**
 * Resets the machine, as its reset button would.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
@CommandName("system_reset")
public record SystemReset() implements Command<Nothing> {}
