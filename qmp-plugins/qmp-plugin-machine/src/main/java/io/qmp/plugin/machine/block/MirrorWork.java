package io.qmp.plugin.machine.block;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.type.WireNaming;
import io.qmp.plugin.machine.job.Job;
import io.qmp.plugin.machine.job.JobWork;
import io.qmp.plugin.machine.job.Step;
import io.qmp.plugin.qemu.type.BlockJobChangeOptions;
import io.qmp.plugin.qemu.type.BlockJobChangeOptionsMirror;
import io.qmp.plugin.qemu.type.BlockJobInfo;
import io.qmp.plugin.qemu.type.BlockJobInfoMirror;
import io.qmp.plugin.qemu.type.JobType;
import io.qmp.plugin.qemu.type.MirrorCopyMode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps a node and its copy the same, until the copy takes its place or goes its own way. */
final class MirrorWork implements JobWork {
    private final Plan plan;
    private final BlockGraph graph;
    private final GraphChanges changes;
    private final Copying copying;
    private final boolean describesSync;
    private MirrorCopyMode mode;
    private boolean counted;
    private boolean answered;
    private boolean completing;
    private boolean left;
    private @Nullable BlockNode replaced;

    /**
     * What is done.
     *
     * @param filter the filter above the source
     * @param target the copy
     * @param below what the copy gets as the image below at the end; empty for what it has
     * @param replaces the name of the node whose place the copy takes; absent for the source
     * @param nodes the nodes in use
     * @param dirty what is not copied yet
     * @param mode whether writes of the guest wait for the copy
     * @param immediate whether all accesses are done at once
     */
    record Plan(
            BlockNode filter,
            BlockNode target,
            Optional<BlockNode> below,
            @Nullable String replaces,
            JobNodes nodes,
            DirtyBitmap dirty,
            MirrorCopyMode mode,
            boolean immediate) {
        BlockNode source() {
            return filter.child().orElseThrow();
        }

        boolean isCommit() {
            return nodes.type() == JobType.COMMIT;
        }
    }

    MirrorWork(Plan plan, JobTools tools, Copying copying) {
        this.plan = plan;
        this.graph = tools.graph();
        this.changes = tools.changes();
        this.copying = copying;
        this.describesSync = tools.later();
        this.mode = plan.mode;
    }

    @Override
    public Step next(Job job) {
        if (!counted) {
            checkLengths();
            plan.dirty.onWrite(() -> written(job));
            counted = true;
        }
        if (!copying.isDone()) {
            job.progress().remaining(plan.dirty.count());
            if (!plan.immediate && !answered) {
                answered = true;
                return Step.LATER;
            }
            return copying.next(job);
        }
        if (!job.isReady()) {
            return Step.READY;
        }
        if (!completing && !job.isCancelRequested()) {
            return Step.WAIT;
        }
        job.drain();
        return Step.DONE;
    }

    private void checkLengths() {
        long length = plan.filter.length();
        if (plan.isCommit()) {
            if (length > plan.target.length()) {
                plan.target.extend(length);
            }
        } else if (length != plan.target.length()) {
            throw CommandFailedException.generic("Source and target image have different sizes");
        }
    }

    /** A write of the guest is copied in a later turn; before the job is ready it only adds to what there is to do. */
    private void written(Job job) {
        if (job.isReady()) {
            job.wake();
        }
    }

    @Override
    public boolean cancelsAtOnce() {
        return false;
    }

    @Override
    public boolean completesWhenCancelled(Job job) {
        return job.isReady();
    }

    @Override
    public void complete(Job job) {
        String name = plan.replaces;
        if (name != null) {
            replaced = graph.find(name)
                    .orElseThrow(() -> CommandFailedException.generic("Node name '" + name + "' not found"));
        }
        completing = true;
    }

    @Override
    public void change(Job job, BlockJobChangeOptions options) {
        MirrorCopyMode wanted =
                options instanceof BlockJobChangeOptionsMirror given ? given.copyMode() : MirrorCopyMode.BACKGROUND;
        if (wanted == mode) {
            return;
        }
        if (wanted != MirrorCopyMode.WRITE_BLOCKING) {
            throw CommandFailedException.generic(
                    "Change to copy mode '" + WireNaming.enumValue(wanted) + "' is not implemented");
        }
        mode = wanted;
    }

    @Override
    public BlockJobInfo describe(Job job, BlockJobInfo info) {
        if (plan.isCommit() || !describesSync) {
            return info;
        }
        boolean synced = mode == MirrorCopyMode.WRITE_BLOCKING && counted && copying.isDone();
        return new BlockJobInfoMirror(
                info.device(),
                info.len(),
                info.offset(),
                info.busy(),
                info.paused(),
                info.speed(),
                info.ioStatus(),
                info.ready(),
                info.status(),
                info.autoFinalize(),
                info.autoDismiss(),
                info.error(),
                synced);
    }

    @Override
    public void prepare(Job job) {
        if (left) {
            return;
        }
        BlockNode source = plan.source();
        plan.nodes.release();
        if (plan.below.isPresent() && !plan.target.driver().keepsPlaces()) {
            changes.base(Chains.withoutFilters(plan.target), plan.below);
        }
        if (completing) {
            BlockNode place = replaced == null ? source : replaced;
            if (place.readOnly() != plan.target.readOnly()) {
                GraphChanges.readOnly(plan.target, place.readOnly());
            }
            changes.replace(place, plan.target);
        }
        leave(source);
    }

    @Override
    public void abort() {
        if (!left) {
            leave(plan.source());
        }
    }

    private void leave(BlockNode source) {
        left = true;
        plan.dirty.onWrite(() -> {});
        source.bitmaps().remove(plan.dirty); // it goes with the filter if it is there
        plan.nodes.release();
        changes.removeFilter(plan.filter);
        changes.release(plan.target);
        changes.release(source);
    }
}
