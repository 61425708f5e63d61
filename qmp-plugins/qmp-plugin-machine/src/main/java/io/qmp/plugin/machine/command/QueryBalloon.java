package io.qmp.plugin.machine.command;

import io.qmp.api.Experimental;
import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;
import io.qmp.plugin.machine.type.BalloonInfo;

/**
 * Asks how much memory the guest has.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
@CommandName("query-balloon")
public record QueryBalloon() implements Command<BalloonInfo> {}
