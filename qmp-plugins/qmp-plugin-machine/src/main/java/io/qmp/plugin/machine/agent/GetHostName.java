package io.qmp.plugin.machine.agent;

import io.qmp.api.Experimental;
import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;

/**
 * Asks for the name of the guest.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
@CommandName("guest-get-host-name")
public record GetHostName() implements Command<HostName> {}
