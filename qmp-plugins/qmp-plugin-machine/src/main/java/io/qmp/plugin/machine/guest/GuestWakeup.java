package io.qmp.plugin.machine.guest;

import io.qmp.api.Experimental;
import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;
import io.qmp.api.type.Nothing;

/**
 * Makes a suspended guest wake up, as by an alarm of its clock.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
@CommandName("__io.qmp_guest-wakeup")
public record GuestWakeup() implements Command<Nothing> {}
