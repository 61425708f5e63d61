package io.qmp.plugin.machine.guest;

import io.qmp.api.Experimental;
import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;
import io.qmp.api.type.Nothing;

/**
 * Makes the guest change its balloon at once, whatever {@code balloon} has set.
 *
 * @param value how many bytes of memory it is to have
 * @since 0.1
 */
@Experimental(since = "0.1")
@CommandName("__io.qmp_guest-balloon")
public record GuestBalloon(long value) implements Command<Nothing> {}
