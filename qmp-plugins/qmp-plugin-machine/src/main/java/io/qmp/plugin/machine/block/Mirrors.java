package io.qmp.plugin.machine.block;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.type.WireNaming;
import io.qmp.plugin.machine.job.Job;
import io.qmp.plugin.machine.job.JobSettings;
import io.qmp.plugin.qemu.command.BlockdevMirror;
import io.qmp.plugin.qemu.type.BlockPermission;
import io.qmp.plugin.qemu.type.JobType;
import io.qmp.plugin.qemu.type.MirrorCopyMode;
import io.qmp.plugin.qemu.type.MirrorSyncMode;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Starts jobs that mirror a node: for {@code blockdev-mirror}, {@code drive-mirror}, and commits of the top image. */
final class Mirrors {
    private static final long PIECE = 16 << 20;
    private static final long SMALLEST = 512;
    private static final long LARGEST = 64 << 20;
    private static final List<BlockPermission> NONE = List.of();
    private static final List<BlockPermission> SHARED =
            List.of(BlockPermission.WRITE_UNCHANGED, BlockPermission.WRITE, BlockPermission.CONSISTENT_READ);
    private static final List<BlockPermission> WRITES = List.of(BlockPermission.WRITE_UNCHANGED, BlockPermission.WRITE);

    private final JobTools tools;

    Mirrors(JobTools tools) {
        this.tools = tools;
    }

    /**
     * What is mirrored, and how.
     *
     * @param source the node
     * @param target its copy
     * @param sync which part is copied at first
     * @param below what the copy gets as the image below at the end; empty for what it has
     * @param replaces the name of the node whose place the copy takes
     * @param granularity the size of what is copied together; absent for the default
     * @param filterName the name of the filter; generated if absent
     * @param mode whether writes of the guest wait for the copy
     * @param onSourceError what happens if a read fails
     * @param onTargetError what happens if a write fails
     */
    record Order(
            BlockNode source,
            BlockNode target,
            MirrorSyncMode sync,
            Optional<BlockNode> below,
            @Nullable String replaces,
            @Nullable Long granularity,
            @Nullable String filterName,
            MirrorCopyMode mode,
            OnBlockError onSourceError,
            OnBlockError onTargetError) {}

    /** Starts the job of {@code blockdev-mirror}. */
    void mirror(BlockdevMirror options) {
        BlockNode source = tools.graph().freeRoot(options.device());
        BlockNode target = tools.graph().root(options.target(), options.target());
        startChecked(
                JobSettings.of(
                        options.jobId() == null ? tools.graph().driveOf(source).orElse(null) : options.jobId(),
                        JobType.MIRROR,
                        options.speed(),
                        options.autoFinalize(),
                        options.autoDismiss()),
                new Order(
                        source,
                        target,
                        options.sync(),
                        Optional.empty(),
                        options.replaces(),
                        options.granularity(),
                        options.filterNodeName(),
                        Objects.requireNonNullElse(options.copyMode(), MirrorCopyMode.BACKGROUND),
                        OnBlockError.of(options.onSourceError()),
                        OnBlockError.of(options.onTargetError())),
                options.bufSize());
    }

    /** Starts a job if what a command asks for is possible. */
    void startChecked(JobSettings settings, Order order, @Nullable Long bufSize) {
        Long granularity = order.granularity;
        if (granularity != null && granularity != 0 && (granularity < SMALLEST || granularity > LARGEST)) {
            throw CommandFailedException.generic("Parameter 'granularity' expects a value in range [512B, 64MB]");
        } else if (granularity != null && Long.bitCount(granularity) > 1) {
            throw CommandFailedException.generic("Parameter 'granularity' expects a power of 2");
        }
        order.source.require(BlockOp.MIRROR_SOURCE);
        order.target.require(BlockOp.MIRROR_TARGET);
        if (order.replaces != null) {
            checkReplaced(order.source, order.replaces);
        }
        if (bufSize != null && bufSize < 0) {
            throw CommandFailedException.generic("Invalid parameter 'buf-size'");
        }
        start(settings, order);
    }

    /** A node can be replaced if it is the source, or below filters of it. */
    private void checkReplaced(BlockNode source, String name) {
        BlockNode replaced = tools.graph().existing(name);
        replaced.require(BlockOp.REPLACE);
        BlockNode node = source;
        while (node != replaced && node.isFilter()) {
            node = node.child().orElseThrow();
        }
        if (node != replaced) {
            throw CommandFailedException.generic("Cannot replace '" + name + "' by a node mirrored from '"
                    + source.name() + "', because it cannot be guaranteed that doing so would not lead to an abrupt"
                    + " change of visible data");
        }
        if (replaced.length() != source.length()) {
            throw CommandFailedException.generic("cannot replace image with a mirror image of different size");
        }
    }

    /** Starts a job. */
    void start(JobSettings settings, Order order) {
        boolean commit = settings.type() == JobType.COMMIT;
        BlockNode source = order.source;
        BlockNode target = order.target;
        if (!commit && (order.sync == MirrorSyncMode.INCREMENTAL || order.sync == MirrorSyncMode.BITMAP)) {
            throw CommandFailedException.generic("Sync mode '" + WireNaming.enumValue(order.sync) + "' not supported");
        }
        if (Chains.withoutFilters(source) == Chains.withoutFilters(target)) {
            throw CommandFailedException.generic("Can't mirror node into itself");
        }
        BlockNode filter = tools.changes().insertFilter(source, order.filterName, JobFilter.ofMirror());
        try {
            Job job = create(settings, order, filter);
            job.start(false);
        } catch (CommandFailedException e) {
            tools.changes().removeFilter(filter);
            throw e;
        }
    }

    private Job create(JobSettings settings, Order order, BlockNode filter) {
        long granularity = order.granularity == null || order.granularity == 0
                ? DirtyBitmap.DEFAULT_GRANULARITY
                : order.granularity;
        DirtyBitmap dirty = DirtyBitmap.nameless(granularity, order.source.length());
        if (tools.later()) {
            dirty.recordForJob();
        } else {
            dirty.recording(true);
        }
        JobNodes nodes = new JobNodes(settings.id(), settings.type());
        Copying.Ends ends =
                new Copying.Ends(order.source, order.onSourceError, Optional.of(order.target), order.onTargetError);
        MirrorWork.Plan plan = new MirrorWork.Plan(
                filter, order.target, order.below, order.replaces, nodes, dirty, order.mode, ends.areImmediate());
        Job job = tools.jobs()
                .create(settings, new MirrorWork(plan, tools, new Copying(ends, dirty, PIECE, tools.rate(), true)));
        try {
            TargetCheck.ofMirror(order.target);
        } catch (CommandFailedException e) {
            tools.jobs().discard(job);
            throw e;
        }
        if (order.sync != MirrorSyncMode.NONE) {
            Allocation.mark(dirty, order.source, order.sync == MirrorSyncMode.TOP, tools.rate() > 0);
        }
        (tools.later() ? filter : order.source).bitmaps().add(dirty);
        use(nodes, order, filter);
        return job;
    }

    private static void use(JobNodes nodes, Order order, BlockNode filter) {
        boolean below = Chains.contains(order.source, order.target);
        List<BlockPermission> shared = below ? SHARED : List.of(BlockPermission.WRITE_UNCHANGED);
        nodes.open(order.target, List.of(BlockPermission.WRITE), shared);
        nodes.add("main node", filter, List.of(BlockPermission.CONSISTENT_READ), SHARED);
        nodes.add("source", order.source, NONE, SHARED);
        nodes.add("target", order.target, NONE, JobNodes.ALL);
        if (below) {
            for (Optional<BlockNode> next = Chains.below(order.source);
                    next.isPresent() && next.get() != order.target;
                    next = Chains.below(next.get())) {
                nodes.add("intermediate node", next.get(), NONE, WRITES);
            }
        }
    }
}
