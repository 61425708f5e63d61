package io.qmp.plugin.machine.block;

import io.qmp.api.error.CommandFailedException;
import io.qmp.plugin.machine.job.Job;
import io.qmp.plugin.machine.job.JobSettings;
import io.qmp.plugin.qemu.command.BlockStream;
import io.qmp.plugin.qemu.type.BlockPermission;
import io.qmp.plugin.qemu.type.JobType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Starts the jobs of {@code block-stream}. */
final class Streams {
    private static final long PIECE = 512 << 10;
    private static final List<BlockPermission> READ =
            List.of(BlockPermission.WRITE_UNCHANGED, BlockPermission.CONSISTENT_READ);
    private static final List<BlockPermission> WRITE =
            List.of(BlockPermission.WRITE_UNCHANGED, BlockPermission.WRITE, BlockPermission.CONSISTENT_READ);

    private final JobTools tools;

    Streams(JobTools tools) {
        this.tools = tools;
    }

    void start(BlockStream stream) {
        exclude("base", stream.base(), "base-node", stream.baseNode());
        exclude("base", stream.base(), "bottom", stream.bottom());
        exclude("bottom", stream.bottom(), "base-node", stream.baseNode());
        BlockNode image = tools.graph().root(stream.device(), stream.device());
        Optional<BlockNode> base = base(stream, image);
        Optional<BlockNode> bottom = bottom(stream, image);
        Optional<BlockNode> end = bottom.isPresent() ? Chains.below(bottom.get()) : base;
        for (Optional<BlockNode> next = Optional.of(image);
                next.isPresent() && !next.equals(end);
                next = Chains.below(next.get())) {
            next.get().require(BlockOp.STREAM);
        }
        if (base.isEmpty() && stream.backingFile() != null) {
            throw CommandFailedException.generic("backing file specified, but streaming the entire chain");
        }
        BlockNode last = bottom.orElseGet(() -> above(image, base));
        start(stream, image, last);
    }

    private static void exclude(String one, @Nullable String given, String other, @Nullable String otherGiven) {
        if (given != null && otherGiven != null) {
            throw CommandFailedException.generic(
                    "'" + one + "' and '" + other + "' cannot be specified at the same time");
        }
    }

    private Optional<BlockNode> base(BlockStream stream, BlockNode image) {
        String file = stream.base();
        String name = stream.baseNode();
        if (file != null) {
            return Optional.of(Chains.named(image, file)
                    .orElseThrow(
                            () -> CommandFailedException.generic("Can't find '" + file + "' in the backing chain")));
        }
        if (name == null) {
            return Optional.empty();
        }
        BlockNode base = tools.graph().root(null, name);
        if (base == image || !Chains.contains(image, base)) {
            throw CommandFailedException.generic(
                    "Node '" + name + "' is not a backing image of '" + stream.device() + "'");
        }
        return Optional.of(base);
    }

    private Optional<BlockNode> bottom(BlockStream stream, BlockNode image) {
        String name = stream.bottom();
        if (name == null) {
            return Optional.empty();
        }
        BlockNode bottom = tools.graph().root(null, name);
        if (bottom.isFilter()) {
            throw CommandFailedException.generic("Node '" + name + "' is a filter, use a non-filter node as 'bottom'");
        }
        if (!Chains.contains(image, bottom)) {
            throw CommandFailedException.generic(
                    "Node '" + name + "' is not in a chain starting from '" + stream.device() + "'");
        }
        return Optional.of(bottom);
    }

    /** {@return the node directly above the base, or the last of the chain} */
    private static BlockNode above(BlockNode image, Optional<BlockNode> base) {
        BlockNode node = image;
        while (!Chains.below(node).equals(base) && Chains.below(node).isPresent()) {
            node = Chains.below(node).get();
        }
        return node;
    }

    private void start(BlockStream stream, BlockNode image, BlockNode last) {
        boolean readOnly = image.readOnly();
        JobSettings settings = JobSettings.of(
                stream.jobId() == null ? tools.graph().driveOf(image).orElse(null) : stream.jobId(),
                JobType.STREAM,
                stream.speed(),
                stream.autoFinalize(),
                stream.autoDismiss());
        JobNodes nodes = new JobNodes(settings.id(), settings.type());
        BlockNode filter = tools.changes().insertFilter(image, stream.filterNodeName(), JobFilter.ofStream());
        try {
            OnBlockError onError = OnBlockError.of(stream.onError());
            DirtyBitmap all = DirtyBitmap.nameless(DirtyBitmap.DEFAULT_GRANULARITY, image.length());
            all.dirtyAll();
            Copying copying = new Copying(
                    new Copying.Ends(image, onError, Optional.empty(), onError), all, PIECE, tools.rate(), false);
            StreamWork.Plan plan = new StreamWork.Plan(image, filter, last, stream.backingFile(), readOnly, nodes);
            Job job = tools.jobs().create(settings, new StreamWork(plan, tools.changes(), copying));
            if (readOnly) {
                GraphChanges.readOnly(image, false);
            }
            use(nodes, plan);
            job.start(false);
        } catch (CommandFailedException e) {
            tools.changes().removeFilter(filter);
            throw e;
        }
    }

    private static void use(JobNodes nodes, StreamWork.Plan plan) {
        nodes.add("main node", plan.filter(), List.of(), JobNodes.ALL);
        nodes.open(plan.filter(), List.of(BlockPermission.CONSISTENT_READ), WRITE);
        nodes.add("active node", plan.image(), List.of(), WRITE);
        Optional<BlockNode> end = Chains.below(plan.bottom());
        for (Optional<BlockNode> next = Chains.below(plan.image());
                next.isPresent() && !next.equals(end);
                next = Chains.below(next.get())) {
            nodes.add("intermediate node", next.get(), List.of(), READ);
        }
    }
}
