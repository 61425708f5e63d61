package io.qmp.plugin.machine.guest;

import io.qmp.api.Experimental;
import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;
import io.qmp.api.type.Nothing;

/**
 * Makes the guest set its clock.
 *
 * @param offset the difference to the host's clock in seconds
 * @since 0.1
 */
@Experimental(since = "0.1")
@CommandName("__io.qmp_guest-rtc")
public record GuestRtc(long offset) implements Command<Nothing> {}
