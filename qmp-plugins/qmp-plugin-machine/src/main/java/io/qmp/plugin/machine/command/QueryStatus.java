package io.qmp.plugin.machine.command;

import io.qmp.api.Experimental;
import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;
import io.qmp.plugin.machine.type.StatusInfo;

/**
 * Asks what the machine is doing.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
@CommandName("query-status")
public record QueryStatus() implements Command<StatusInfo> {}
