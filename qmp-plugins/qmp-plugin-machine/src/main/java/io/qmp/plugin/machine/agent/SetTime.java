package io.qmp.plugin.machine.agent;

import io.qmp.api.Experimental;
import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;
import io.qmp.api.type.Nothing;
import org.jspecify.annotations.Nullable;

/**
 * Sets the time of the guest, and the machine's clock with it.
 *
 * @param time nanoseconds since 1970; without it, the guest takes over the time of the machine's clock
 * @since 0.1
 */
@Experimental(since = "0.1")
@CommandName("guest-set-time")
public record SetTime(@Nullable Long time) implements Command<Nothing> {}
