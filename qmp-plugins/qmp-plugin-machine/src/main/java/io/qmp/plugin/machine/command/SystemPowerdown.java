package io.qmp.plugin.machine.command;

import io.qmp.api.Experimental;
import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;
import io.qmp.api.type.Nothing;

/**
 * Presses the power button; what follows is up to the guest.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
@CommandName("system_powerdown")
public record SystemPowerdown() implements Command<Nothing> {}
