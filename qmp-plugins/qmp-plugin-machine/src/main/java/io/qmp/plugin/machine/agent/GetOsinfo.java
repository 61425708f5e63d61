package io.qmp.plugin.machine.agent;

import io.qmp.api.Experimental;
import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;

/**
 * Asks for the operating system.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
@CommandName("guest-get-osinfo")
public record GetOsinfo() implements Command<OsInfo> {}
