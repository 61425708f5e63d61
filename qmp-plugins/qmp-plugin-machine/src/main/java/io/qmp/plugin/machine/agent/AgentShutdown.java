package io.qmp.plugin.machine.agent;

import io.qmp.api.Experimental;
import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;
import io.qmp.api.type.Nothing;
import org.jspecify.annotations.Nullable;

/**
 * Asks the guest to shut down. It has no reply when it succeeds.
 *
 * @param mode {@code powerdown}, {@code halt} or {@code reboot}; {@code powerdown} unless given
 * @since 0.1
 */
@Experimental(since = "0.1")
@CommandName("guest-shutdown")
public record AgentShutdown(@Nullable String mode) implements Command<Nothing> {}
