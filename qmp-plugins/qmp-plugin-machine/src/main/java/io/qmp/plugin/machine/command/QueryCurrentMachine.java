package io.qmp.plugin.machine.command;

import io.qmp.api.Experimental;
import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;
import io.qmp.plugin.machine.type.CurrentMachineParams;

/**
 * Asks what the machine can do.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
@CommandName("query-current-machine")
public record QueryCurrentMachine() implements Command<CurrentMachineParams> {}
