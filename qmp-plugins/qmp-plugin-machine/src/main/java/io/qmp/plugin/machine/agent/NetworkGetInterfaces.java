package io.qmp.plugin.machine.agent;

import io.qmp.api.Experimental;
import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;
import java.util.List;

/**
 * Asks for the network interfaces.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
@CommandName("guest-network-get-interfaces")
public record NetworkGetInterfaces() implements Command<List<NetworkInterface>> {}
