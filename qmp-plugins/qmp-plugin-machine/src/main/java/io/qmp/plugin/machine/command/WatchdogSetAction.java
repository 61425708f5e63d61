package io.qmp.plugin.machine.command;

import io.qmp.api.Experimental;
import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;
import io.qmp.api.type.Nothing;
import io.qmp.plugin.machine.type.WatchdogAction;

/**
 * Sets what happens when the guest's watchdog expires.
 *
 * @param action what happens
 * @since 0.1
 */
@Experimental(since = "0.1")
@CommandName("watchdog-set-action")
public record WatchdogSetAction(WatchdogAction action) implements Command<Nothing> {}
