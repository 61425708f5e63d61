package io.qmp.plugin.machine.command;

import io.qmp.api.Experimental;
import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;
import io.qmp.plugin.machine.type.ChardevInfo;
import java.util.List;

/**
 * Asks for the character devices.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
@CommandName("query-chardev")
public record QueryChardev() implements Command<List<ChardevInfo>> {}
