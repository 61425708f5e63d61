package io.qmp.plugin.core.agent;

import io.qmp.api.Experimental;
import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;

/**
 * Asks for the version of the agent and its commands.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
@CommandName("guest-info")
public record GuestInfo() implements Command<AgentInfo> {}
