package io.qmp.plugin.machine.block;

import io.qmp.plugin.machine.job.Job;
import io.qmp.plugin.machine.job.JobWork;
import io.qmp.plugin.machine.job.Step;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Copies what images in the middle of a chain have into the one below them, which then takes their place. */
final class CommitWork implements JobWork {
    private final Plan plan;
    private final GraphChanges changes;
    private final Copying copying;
    private boolean answered;

    /**
     * What is done.
     *
     * @param filter the filter above the upper one of the images
     * @param base the image that gets the data
     * @param backingFile the name of the base in the image above; absent for its own
     * @param wasReadOnly whether the base has to be made read-only again
     * @param nodes the nodes in use
     */
    record Plan(BlockNode filter, BlockNode base, @Nullable String backingFile, boolean wasReadOnly, JobNodes nodes) {}

    CommitWork(Plan plan, GraphChanges changes, Copying copying) {
        this.plan = plan;
        this.changes = changes;
        this.copying = copying;
    }

    @Override
    public Step next(Job job) {
        if (!answered) {
            answered = true;
            long length = plan.filter.length();
            job.progress().remaining(length);
            if (plan.base.length() < length) {
                plan.base.extend(length);
            }
            return Step.LATER;
        }
        return copying.isDone() ? Step.DONE : copying.next(job);
    }

    @Override
    public void prepare(Job job) {
        List<NodeUser> above = List.copyOf(plan.filter.users());
        plan.nodes.release();
        changes.replace(plan.filter, plan.base);
        BackingFile named = new BackingFile(
                plan.backingFile == null ? plan.base.filename() : plan.backingFile,
                plan.base.driver().name());
        for (NodeUser user : above) {
            if (user instanceof BlockNode image && image.driver() instanceof Qcow2Driver driver) {
                driver.changeBackingFile(image.child().orElseThrow(), Optional.of(named));
                image.reopen(image.content());
            }
        }
        changes.release(plan.filter);
    }

    @Override
    public void abort() {
        plan.nodes.release();
        changes.removeFilter(plan.filter);
    }

    @Override
    public void clean() {
        if (plan.wasReadOnly) {
            GraphChanges.readOnly(plan.base, true);
        }
    }
}
