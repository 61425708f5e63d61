package io.qmp.plugin.machine.export;

import static io.qmp.plugin.machine.handler.Handlers.does;
import static io.qmp.plugin.machine.handler.Handlers.returns;

import io.qmp.api.command.CommandContext;
import io.qmp.api.error.CommandFailedException;
import io.qmp.api.host.FileDescriptor;
import io.qmp.api.spi.PluginRegistry;
import io.qmp.api.spi.ServerContext;
import io.qmp.api.type.Nothing;
import io.qmp.api.wire.QmpAddress;
import io.qmp.plugin.machine.block.BlockGraph;
import io.qmp.plugin.machine.block.BlockNode;
import io.qmp.plugin.machine.object.SocketAddresses;
import io.qmp.plugin.machine.run.MachineTimers;
import io.qmp.plugin.qemu.QemuVersion;
import io.qmp.plugin.qemu.command.BlockExportAdd;
import io.qmp.plugin.qemu.command.BlockExportDel;
import io.qmp.plugin.qemu.command.NbdServerAdd;
import io.qmp.plugin.qemu.command.NbdServerRemove;
import io.qmp.plugin.qemu.command.NbdServerStart;
import io.qmp.plugin.qemu.command.NbdServerStop;
import io.qmp.plugin.qemu.command.QueryBlockExports;
import io.qmp.plugin.qemu.type.BlockDirtyBitmapSource;
import io.qmp.plugin.qemu.type.BlockExportIothreads;
import io.qmp.plugin.qemu.type.BlockExportOptionsNbd;
import io.qmp.plugin.qemu.type.LegacySocketAddressFd;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** The commands of the NBD server and of block exports, which are all by NBD. */
public final class ExportCommands {
    private static final long MOST_CONNECTIONS = 100;
    private static final long NEGOTIATION_SECONDS = 10;

    private final ServerContext server;
    private final BlockGraph graph;
    private final BlockExports exports;
    private final NbdServer nbd;

    /** Makes them, without exports. */
    public ExportCommands(ServerContext server, BlockGraph graph, Surroundings surroundings, MachineTimers timers) {
        this.server = server;
        this.graph = graph;
        this.exports = new BlockExports(graph, surroundings, server::emit);
        this.nbd = new NbdServer(server, surroundings.listenOptions(), exports, timers);
    }

    /** Registers them. */
    @SuppressWarnings("deprecation") // QEMU still takes nbd-server-add and -remove
    public void register(PluginRegistry registry) {
        registry.command(NbdServerStart.class, this::start);
        registry.command(NbdServerStop.class, (stop, context) -> nbd.stop());
        registry.command(NbdServerAdd.class, does(this::add));
        registry.command(NbdServerRemove.class, does(remove -> exports.delete(remove.name(), remove.mode())));
        registry.command(BlockExportAdd.class, does(this::add));
        registry.command(BlockExportDel.class, does(del -> exports.delete(del.id(), del.mode())));
        registry.command(QueryBlockExports.class, returns(query -> exports.list()));
    }

    private CompletionStage<Nothing> start(NbdServerStart start, CommandContext context) {
        if (start.tlsCreds() != null) {
            throw CommandFailedException.generic("No TLS credentials with id '" + start.tlsCreds() + "'");
        }
        boolean limited = QemuVersion.of(server.version().qemu()) != QemuVersion.V7_2;
        Long connections = start.maxConnections();
        Long seconds = start.handshakeMaxSeconds();
        NbdLimits limits = new NbdLimits(
                connections != null ? connections : limited ? MOST_CONNECTIONS : 0,
                Duration.ofSeconds(seconds != null ? seconds : limited ? NEGOTIATION_SECONDS : 0));
        return start.addr() instanceof LegacySocketAddressFd fd
                ? startOnDescriptor(fd.data().str(), limits, context)
                : nbd.start(SocketAddresses.of(start.addr()), limits);
    }

    private CompletionStage<Nothing> startOnDescriptor(String name, NbdLimits limits, CommandContext context) {
        nbd.needStopped();
        FileDescriptor descriptor = SocketAddresses.descriptor(server, context, name);
        return nbd.start(new QmpAddress("fd", Integer.toString(descriptor.number())), limits)
                .whenComplete((started, failure) -> {
                    if (failure != null) {
                        descriptor.close();
                    }
                });
    }

    /** Versions before 11.1 take the name of one thread only. */
    private void add(BlockExportAdd add) {
        if (add.options().iothread() instanceof BlockExportIothreads.OfArray
                && QemuVersion.of(server.version().qemu()).compareTo(QemuVersion.V11_1) < 0) {
            throw CommandFailedException.generic("Invalid parameter type for 'iothread', expected: string");
        }
        exports.add(add.options(), nbd.isRunning());
    }

    /** As in QEMU, a node that is only read is exported so, whatever was asked for. */
    @SuppressWarnings("deprecation")
    private void add(NbdServerAdd add) {
        BlockNode node = graph.behind(add.device())
                .orElseThrow(() -> CommandFailedException.generic(
                        "Cannot find device='" + add.device() + "' nor node-name='" + add.device() + "'"));
        String name = add.name() == null ? add.device() : add.name();
        BlockExportOptionsNbd.Builder options = BlockExportOptionsNbd.builder(name, node.name())
                .name(name)
                .writable(Boolean.TRUE.equals(add.writable()) && !node.readOnly());
        if (add.description() != null) {
            options.description(add.description());
        }
        if (add.bitmap() != null) {
            options.bitmaps(List.of(BlockDirtyBitmapSource.local(add.bitmap())));
        }
        exports.add(options.build(), nbd.isRunning());
    }

    /** Ends the exports: the machine has ended. */
    public void close() {
        exports.deleteAll();
    }
}
