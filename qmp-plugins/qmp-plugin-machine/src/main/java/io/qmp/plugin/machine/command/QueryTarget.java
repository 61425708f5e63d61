package io.qmp.plugin.machine.command;

import io.qmp.api.Experimental;
import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;
import io.qmp.plugin.machine.type.TargetInfo;

/**
 * Asks which architecture is emulated.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
@CommandName("query-target")
public record QueryTarget() implements Command<TargetInfo> {}
