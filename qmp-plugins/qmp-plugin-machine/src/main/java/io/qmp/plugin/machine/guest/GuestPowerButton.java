package io.qmp.plugin.machine.guest;

import io.qmp.api.Experimental;
import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;
import io.qmp.api.type.Nothing;

/**
 * Sets whether the guest powers off when the power button is pressed; by default it does not.
 *
 * @param obey whether it does
 * @since 0.1
 */
@Experimental(since = "0.1")
@CommandName("__io.qmp_guest-power-button")
public record GuestPowerButton(boolean obey) implements Command<Nothing> {}
