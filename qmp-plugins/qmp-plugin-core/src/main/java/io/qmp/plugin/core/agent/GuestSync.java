package io.qmp.plugin.core.agent;

import io.qmp.api.Experimental;
import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;
import io.qmp.api.message.AgentNames;

/**
 * Asks for a number back, by which a client knows that earlier replies have been read.
 *
 * @param id the number
 * @since 0.1
 */
@Experimental(since = "0.1")
@CommandName(AgentNames.SYNC)
public record GuestSync(long id) implements Command<Long> {}
