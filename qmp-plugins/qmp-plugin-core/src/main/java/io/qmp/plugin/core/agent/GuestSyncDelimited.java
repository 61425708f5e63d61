package io.qmp.plugin.core.agent;

import io.qmp.api.Experimental;
import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;
import io.qmp.api.message.AgentNames;

/**
 * As {@link GuestSync}; the byte 0xFF comes before the reply, so that a client can pass over all that is before it.
 *
 * @param id the number
 * @since 0.1
 */
@Experimental(since = "0.1")
@CommandName(AgentNames.SYNC_DELIMITED)
public record GuestSyncDelimited(long id) implements Command<Long> {}
