package io.qmp.plugin.core.agent;

import io.qmp.api.Experimental;
import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;
import io.qmp.api.type.Nothing;

/**
 * Does nothing: shows that the agent answers.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
@CommandName("guest-ping")
public record GuestPing() implements Command<Nothing> {}
