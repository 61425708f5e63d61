package io.qmp.plugin.machine.block;

import static io.qmp.plugin.machine.handler.Handlers.does;
import static io.qmp.plugin.machine.handler.Handlers.returns;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.error.QmpError;
import io.qmp.api.spi.PluginRegistry;
import io.qmp.api.type.Nothing;
import io.qmp.plugin.machine.job.JobCommands;
import io.qmp.plugin.machine.job.Jobs;
import io.qmp.plugin.machine.run.MachineTimers;
import io.qmp.plugin.qemu.command.BlockLatencyHistogramSet;
import io.qmp.plugin.qemu.command.BlockResize;
import io.qmp.plugin.qemu.command.BlockSetIoThrottle;
import io.qmp.plugin.qemu.command.BlockSetWriteThreshold;
import io.qmp.plugin.qemu.command.BlockdevAdd;
import io.qmp.plugin.qemu.command.BlockdevCreate;
import io.qmp.plugin.qemu.command.BlockdevDel;
import io.qmp.plugin.qemu.command.BlockdevReopen;
import io.qmp.plugin.qemu.command.BlockdevSetActive;
import io.qmp.plugin.qemu.command.QueryBlock;
import io.qmp.plugin.qemu.command.QueryBlockstats;
import io.qmp.plugin.qemu.command.QueryNamedBlockNodes;
import io.qmp.plugin.qemu.command.XDebugQueryBlockGraph;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The commands and events of block nodes and disks. */
public final class BlockCommands {
    private BlockCommands() {}

    /**
     * Registers them.
     *
     * @param threads whether there is an I/O thread of that name
     */
    public static void register(
            PluginRegistry registry, BlockDevices devices, MachineTimers timers, Predicate<String> threads) {
        BlockGraph graph = devices.graph();
        registry.command(QueryBlock.class, returns(query -> devices.disks()));
        registry.command(
                QueryBlockstats.class,
                returns(query -> Boolean.TRUE.equals(query.queryNodes()) ? devices.nodeStats() : devices.diskStats()));
        registry.command(
                QueryNamedBlockNodes.class, returns(query -> devices.nodes(Boolean.TRUE.equals(query.flat()))));
        BlkdebugConfigs configs = new BlkdebugConfigs(registry.server().loop(), graph.files());
        registry.command(
                BlockdevAdd.class,
                (add, context) -> configs.read(add.options()).thenApply(read -> {
                    graph.add(add.options());
                    return Nothing.NOTHING;
                }));
        registry.command(XDebugQueryBlockGraph.class, returns(query -> devices.uses()));
        registry.command(BlockdevDel.class, does(del -> graph.delete(del.nodeName())));
        registry.command(BlockdevSetActive.class, does(devices.active()::execute));
        registry.command(BlockdevReopen.class, does(reopen -> graph.reopen(reopen.options())));
        registry.command(BlockResize.class, does(resize -> resize(graph, resize)));
        registry.command(BlockSetIoThrottle.class, does(set -> limit(devices, set)));
        registry.command(
                BlockSetWriteThreshold.class,
                does(set -> graph.find(set.nodeName())
                        .orElseThrow(() -> CommandFailedException.generic("Device '" + set.nodeName() + "' not found"))
                        .highestWrite()
                        .threshold(set.writeThreshold())));
        Jobs jobs = new Jobs(registry.server()::emit, timers);
        JobCommands.register(registry, jobs);
        BlockJobCommands starts = new BlockJobCommands(
                new JobTools(graph, new GraphChanges(graph), jobs, devices.isLaterThan72(), devices.jobRate()));
        starts.register(registry);
        TransactionCommands.register(registry, graph, starts, devices.isLaterThan72());
        registry.command(BlockdevCreate.class, does(new ImageCreation(graph, jobs)::start));
        registry.command(BlockLatencyHistogramSet.class, does(new LatencyHistograms(devices)::set));
        new InternalSnapshots(graph, jobs, devices::stopToRestore).register(registry);
        new NodeInsides(graph, jobs, threads).register(registry);
    }

    private static void resize(BlockGraph graph, BlockResize resize) {
        BlockNode node = graph.find(resize.nodeName())
                .orElseThrow(() -> CommandFailedException.generic("Cannot find device='" + orEmpty(resize.device())
                        + "' nor node-name='" + orEmpty(resize.nodeName()) + "'"));
        if (resize.size() < 0) {
            throw CommandFailedException.generic("Parameter 'size' expects a >0 size");
        }
        node.require(BlockOp.RESIZE);
        if (!node.isActive()) {
            throw CommandFailedException.generic("Permission 'resize' unavailable on inactive node");
        }
        node.resize(resize.size());
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    /** Disks have no names of their own; they are found by their ids. */
    @SuppressWarnings("deprecation") // QEMU still takes the name of a device
    private static void limit(BlockDevices devices, BlockSetIoThrottle set) {
        String id = set.id();
        String device = set.device();
        if ((id == null) == (device == null)) {
            throw CommandFailedException.generic("Need exactly one of 'device' and 'id'");
        } else if (id == null) {
            throw new CommandFailedException(QmpError.deviceNotFound("Device '" + device + "' not found"));
        }
        devices.disk(id).limits(IoLimits.of(set, id));
    }
}
