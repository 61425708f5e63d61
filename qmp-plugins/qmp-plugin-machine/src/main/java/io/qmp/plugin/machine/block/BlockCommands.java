package io.qmp.plugin.machine.block;

import static io.qmp.plugin.machine.handler.Handlers.returns;

import io.qmp.api.spi.PluginRegistry;
import io.qmp.plugin.machine.command.QueryBlock;
import io.qmp.plugin.machine.command.QueryBlockJobs;
import io.qmp.plugin.machine.command.QueryBlockstats;
import io.qmp.plugin.machine.command.QueryJobs;
import io.qmp.plugin.machine.command.QueryNamedBlockNodes;
import io.qmp.plugin.qemu.event.BlockIoErrorEvent;
import java.util.List;

/** The commands and events of the disks. There are no jobs. */
public final class BlockCommands {
    private BlockCommands() {}

    /** Registers them. */
    public static void register(PluginRegistry registry, BlockDevices devices) {
        registry.command(QueryBlock.class, returns(query -> devices.disks()));
        registry.command(
                QueryBlockstats.class,
                returns(query -> Boolean.TRUE.equals(query.queryNodes()) ? devices.nodeStats() : devices.diskStats()));
        registry.command(QueryNamedBlockNodes.class, returns(query -> devices.nodes()));
        registry.command(QueryBlockJobs.class, returns(query -> List.of()));
        registry.command(QueryJobs.class, returns(query -> List.of()));
        registry.event(BlockIoErrorEvent.class);
    }
}
