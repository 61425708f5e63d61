package io.qmp.plugin.machine.agent;

import io.qmp.api.Experimental;
import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;
import io.qmp.api.type.Nothing;

/**
 * Asks the guest to suspend to RAM. It has no reply when it succeeds.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
@CommandName("guest-suspend-ram")
public record AgentSuspendRam() implements Command<Nothing> {}
