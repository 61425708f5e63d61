package io.qmp.plugin.machine.command;

import io.qmp.api.Experimental;
import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;
import io.qmp.plugin.machine.type.NameInfo;

/**
 * Asks what the machine is called.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
@CommandName("query-name")
public record QueryName() implements Command<NameInfo> {}
