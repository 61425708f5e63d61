package io.qmp.plugin.machine.command;

import io.qmp.api.Experimental;
import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;
import io.qmp.plugin.machine.type.VncInfo;

/**
 * Asks for the VNC server.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
@CommandName("query-vnc")
public record QueryVnc() implements Command<VncInfo> {}
