package io.qmp.plugin.machine.guest;

import io.qmp.api.Experimental;
import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;
import io.qmp.api.type.Nothing;

/**
 * Has the guest do what {@code balloon} asks for.
 *
 * @param rate by how many bytes a second; 0 for not at all, as it is in the beginning
 * @since 0.1
 */
@Experimental(since = "0.1")
@CommandName("__io.qmp_guest-balloon-driver")
public record GuestBalloonDriver(long rate) implements Command<Nothing> {}
