package io.qmp.plugin.machine.guest;

import io.qmp.api.Experimental;
import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;
import io.qmp.api.type.Nothing;

/**
 * Makes the guest follow {@code balloon}.
 *
 * @param rate bytes per second; 0, the default, for not at all
 * @since 0.1
 */
@Experimental(since = "0.1")
@CommandName("__io.qmp_guest-balloon-driver")
public record GuestBalloonDriver(long rate) implements Command<Nothing> {}
