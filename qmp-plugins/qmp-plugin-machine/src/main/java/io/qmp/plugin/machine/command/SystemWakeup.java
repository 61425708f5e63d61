package io.qmp.plugin.machine.command;

import io.qmp.api.Experimental;
import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;
import io.qmp.api.type.Nothing;

/**
 * Wakes a suspended guest up.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
@CommandName("system_wakeup")
public record SystemWakeup() implements Command<Nothing> {}
