package io.qmp.plugin.machine.command;

import io.qmp.api.Experimental;
import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;
import io.qmp.plugin.machine.type.BlockStats;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the counters of block devices or nodes.
 *
 * @param queryNodes whether all nodes are meant instead of the devices; {@code null} is {@code false}
 * @since 0.1
 */
@Experimental(since = "0.1")
@CommandName("query-blockstats")
public record QueryBlockstats(@Nullable Boolean queryNodes) implements Command<List<BlockStats>> {}
