package io.qmp.plugin.machine.block;

import io.qmp.plugin.machine.job.Job;
import io.qmp.plugin.machine.job.JobWork;
import io.qmp.plugin.machine.job.Step;
import java.util.Optional;

/** Copies a node as it was when the job began. */
final class BackupWork implements JobWork {
    private final Plan plan;
    private final GraphChanges changes;
    private final Copying copying;
    private boolean counted;
    private boolean deferred;

    /**
     * What is done.
     *
     * @param filter the filter above the source
     * @param source what is copied
     * @param target the copy
     * @param nodes the nodes in use
     * @param dirty what is copied
     * @param untilCancelled whether nothing is copied but what is overwritten
     * @param immediate whether all accesses are done at once
     * @param bitmap the bitmap that says what to copy
     */
    record Plan(
            BlockNode filter,
            BlockNode source,
            BlockNode target,
            JobNodes nodes,
            DirtyBitmap dirty,
            boolean untilCancelled,
            boolean immediate,
            Optional<BackupBitmap> bitmap) {}

    BackupWork(Plan plan, GraphChanges changes, Copying copying) {
        this.plan = plan;
        this.changes = changes;
        this.copying = copying;
    }

    @Override
    public Step next(Job job) {
        if (!counted) {
            counted = true;
            job.progress().remaining(plan.dirty.count());
        }
        if (plan.untilCancelled) {
            return Step.WAIT;
        }
        if (!plan.immediate && !deferred && !copying.isDone()) {
            deferred = true;
            return Step.LATER;
        }
        if (copying.isDone()) {
            return Step.DONE;
        }
        return job.isInterrupted() && job.speed() > 0 ? copying.waitAgain() : copying.next(job);
    }

    @Override
    public boolean succeedsAtOnce() {
        return !deferred;
    }

    @Override
    public boolean wakesForSpeed(long before, long now) {
        return now == 0;
    }

    @Override
    public void commit() {
        plan.bitmap.ifPresent(bitmap -> bitmap.ended(true, plan.dirty));
    }

    @Override
    public void abort() {
        plan.bitmap.ifPresent(bitmap -> bitmap.ended(false, plan.dirty));
    }

    @Override
    public void clean() {
        plan.source.bitmaps().remove(plan.dirty);
        plan.nodes.release();
        changes.removeFilter(plan.filter);
        changes.release(plan.target);
    }
}
