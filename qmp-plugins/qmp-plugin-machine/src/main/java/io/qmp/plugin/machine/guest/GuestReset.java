package io.qmp.plugin.machine.guest;

import io.qmp.api.Experimental;
import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;
import io.qmp.api.type.Nothing;

/**
 * Makes the guest reset the machine.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
@CommandName("__io.qmp_guest-reset")
public record GuestReset() implements Command<Nothing> {}
