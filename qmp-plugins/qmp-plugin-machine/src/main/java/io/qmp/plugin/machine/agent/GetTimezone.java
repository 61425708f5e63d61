package io.qmp.plugin.machine.agent;

import io.qmp.api.Experimental;
import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;

/**
 * Asks for the time zone.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
@CommandName("guest-get-timezone")
public record GetTimezone() implements Command<Timezone> {}
