package io.qmp.plugin.machine.block;

import io.qmp.api.spi.ServerContext;
import io.qmp.plugin.machine.config.Disk;
import io.qmp.plugin.machine.config.Disk.OnError;
import io.qmp.plugin.machine.run.Machine;
import io.qmp.plugin.machine.run.RunStateListener;
import io.qmp.plugin.qemu.event.BlockIoErrorEvent;
import io.qmp.plugin.qemu.type.BlockDeviceIoStatus;
import io.qmp.plugin.qemu.type.BlockErrorAction;
import io.qmp.plugin.qemu.type.BlockInfo;
import io.qmp.plugin.qemu.type.BlockStats;
import io.qmp.plugin.qemu.type.IoOperationType;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/**
 * A disk of the machine: executes requests of the guest, counts them, and reacts to errors as configured. A request
 * whose failure has stopped the machine is repeated when the machine runs again.
 */
final class DiskDevice implements RunStateListener, NodeUser {
    private final Disk config;
    private final String path;
    private final Machine machine;
    private final ServerContext server;
    private final Counters counters = new Counters();
    private final Queue<Request> stopped = new ArrayDeque<>();
    private BlockNode node;
    /**
     * Whether writes stay in the cache until they are flushed. Ends when the firmware finds the disk, as it never
     * flushes.
     */
    private boolean writeback = true;
    /** Whether the firmware finds this disk when the machine first runs. */
    private boolean starting;

    private IoLimits limits = IoLimits.NONE;
    private BlockDeviceIoStatus ioStatus = BlockDeviceIoStatus.OK;

    /**
     * Makes a disk that is plugged into a running machine. One that is there from the start is reset then.
     *
     * @param config its configuration
     * @param node its node
     * @param path its path in the object tree
     */
    DiskDevice(Disk config, BlockNode node, String path, Machine machine, ServerContext server) {
        this.config = config;
        this.node = node;
        this.path = path;
        this.machine = machine;
        this.server = server;
        node.use(this);
        machine.listen(this);
    }

    String path() {
        return path;
    }

    Disk config() {
        return config;
    }

    /** {@return its node, without filters of jobs} */
    BlockNode node() {
        return Chains.withoutImplicit(node);
    }

    /** {@return the node that it reads and writes} */
    BlockNode top() {
        return node;
    }

    @Override
    public void replace(BlockNode before, BlockNode after) {
        node.release(this);
        node = after;
        node.use(this);
    }

    /** Sets the limits of the guest's requests. */
    void limits(IoLimits value) {
        limits = value;
    }

    /** {@return its statistics} */
    Counters counters() {
        return counters;
    }

    /** Removes the disk. */
    void unplug() {
        stopped.clear();
        node.release(this);
        machine.ignore(this);
    }

    /** Executes a request of the guest. */
    void submit(Request request) {
        if (request.fits(node.length())) {
            execute(request);
        } else {
            counters.invalid(request, now());
        }
    }

    private void execute(Request request) {
        Optional<Failure> failure = node.execute(request);
        BlockErrorAction action = failure.map(f -> action(request, f)).orElse(BlockErrorAction.IGNORE);
        failure.ifPresent(f -> report(request, f, action));
        switch (action) {
            case IGNORE -> counters.done(request, node.latencyNs(), now());
            case REPORT -> counters.failed(request, node.latencyNs(), now());
            case STOP -> stopped.add(request);
        }
    }

    private void report(Request request, Failure failure, BlockErrorAction action) {
        if (action == BlockErrorAction.STOP && ioStatus == BlockDeviceIoStatus.OK) {
            ioStatus = failure.nospace() ? BlockDeviceIoStatus.NOSPACE : BlockDeviceIoStatus.FAILED;
        }
        BlockIoErrorEvent.Builder event = BlockIoErrorEvent.builder(
                        "",
                        request.operation() == Operation.READ ? IoOperationType.READ : IoOperationType.WRITE,
                        action,
                        failure.reason())
                .qomPath(path)
                .nodeName(node().name());
        machine.blockError((hasIoStatus() ? event.nospace(failure.nospace()) : event).build());
    }

    private BlockErrorAction action(Request request, Failure failure) {
        return switch (request.operation() == Operation.READ ? onReadError() : onWriteError()) {
            case IGNORE -> BlockErrorAction.IGNORE;
            case STOP -> BlockErrorAction.STOP;
            case ENOSPC -> failure.nospace() ? BlockErrorAction.STOP : BlockErrorAction.REPORT;
            case REPORT, AUTO -> BlockErrorAction.REPORT;
        };
    }

    private OnError onReadError() {
        return config.onReadError() == OnError.AUTO ? OnError.REPORT : config.onReadError();
    }

    private OnError onWriteError() {
        return config.onWriteError() == OnError.AUTO ? OnError.ENOSPC : config.onWriteError();
    }

    /** Whether errors can stop the machine, so that queries report the error of this disk. */
    private boolean hasIoStatus() {
        return onReadError() == OnError.STOP || onWriteError() == OnError.STOP || onWriteError() == OnError.ENOSPC;
    }

    /**
     * Repeats the request that has stopped the machine, in a later turn: the command that continues the machine is
     * answered first.
     */
    @Override
    public void runStateChanged() {
        runFirmware();
        if (machine.isRunning()) {
            ioStatus = BlockDeviceIoStatus.OK;
            server.loop().execute(this::tryAgain);
        }
    }

    @Override
    public void reset() {
        stopped.clear();
        writeback = true;
        starting = true;
        runFirmware();
    }

    private void runFirmware() {
        if (starting && machine.isRunning()) {
            starting = false;
            writeback = false;
        }
    }

    private void tryAgain() {
        for (int left = stopped.size(); left > 0 && machine.isRunning(); left--) {
            execute(stopped.remove());
        }
    }

    BlockInfo info() {
        BlockInfo.Builder info = BlockInfo.builder("", "unknown", false, false)
                .qdev(path)
                .inserted(node().info(writeback, false, limits));
        return (hasIoStatus() ? info.ioStatus(ioStatus) : info).build();
    }

    BlockStats stats() {
        BlockStats ofNode = BlockDevices.stats(node(), true);
        BlockStats.Builder stats = BlockStats.builder(
                        counters.ofDevice(node().highestWrite().end(), now()))
                .device("")
                .qdev(path)
                .nodeName(node().name());
        BlockStats parent = ofNode.parent();
        BlockStats backing = ofNode.backing();
        stats = parent == null ? stats : stats.parent(parent);
        return (backing == null ? stats : stats.backing(backing)).build();
    }

    private Instant now() {
        return server.clock().instant();
    }
}
