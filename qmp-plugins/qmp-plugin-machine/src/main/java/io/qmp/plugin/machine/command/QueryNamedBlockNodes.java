package io.qmp.plugin.machine.command;

import io.qmp.api.Experimental;
import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;
import io.qmp.plugin.machine.type.BlockDeviceInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the block nodes that have names.
 *
 * @param flat whether to leave out the nodes behind them; {@code null} is {@code false}
 * @since 0.1
 */
@Experimental(since = "0.1")
@CommandName("query-named-block-nodes")
public record QueryNamedBlockNodes(@Nullable Boolean flat) implements Command<List<BlockDeviceInfo>> {}
