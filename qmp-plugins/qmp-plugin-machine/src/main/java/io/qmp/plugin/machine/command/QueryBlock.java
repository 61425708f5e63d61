package io.qmp.plugin.machine.command;

import io.qmp.api.Experimental;
import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;
import io.qmp.plugin.machine.type.BlockInfo;
import java.util.List;

/**
 * Asks for the block devices.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
@CommandName("query-block")
public record QueryBlock() implements Command<List<BlockInfo>> {}
