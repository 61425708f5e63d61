package io.qmp.plugin.machine.block;

import io.qmp.plugin.machine.job.Job;
import io.qmp.plugin.machine.job.JobWork;
import io.qmp.plugin.machine.job.Step;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Copies into an image what images below it have, which are then no longer below it. */
final class StreamWork implements JobWork {
    private final Plan plan;
    private final GraphChanges changes;
    private final Copying copying;
    private boolean answered;
    private boolean filtered = true;

    /**
     * What is done.
     *
     * @param image the image that gets the data
     * @param filter the filter above it
     * @param bottom the last node above the new base
     * @param backingFile the name of the new base in the image; absent for its own
     * @param wasReadOnly whether the image has to be made read-only again
     * @param nodes the nodes in use
     */
    record Plan(
            BlockNode image,
            BlockNode filter,
            BlockNode bottom,
            @Nullable String backingFile,
            boolean wasReadOnly,
            JobNodes nodes) {}

    StreamWork(Plan plan, GraphChanges changes, Copying copying) {
        this.plan = plan;
        this.changes = changes;
        this.copying = copying;
    }

    @Override
    public Step next(Job job) {
        if (Chains.withoutFilters(plan.image) == Chains.withoutFilters(plan.bottom)) {
            return Step.DONE;
        }
        if (!answered) {
            answered = true;
            job.progress().remaining(plan.image.length());
            return Step.LATER;
        }
        return copying.isDone() ? Step.DONE : copying.next(job);
    }

    @Override
    public boolean succeedsAtOnce() {
        return !answered;
    }

    @Override
    public void prepare(Job job) {
        dropFilter();
        BlockNode image = Chains.withoutFilters(plan.image);
        if (image.backing().isEmpty()) {
            return;
        }
        Optional<BlockNode> base = Chains.below(plan.bottom);
        Optional<BlockNode> named = base.map(Chains::withoutFilters);
        plan.nodes.release();
        changes.base(image, base);
        if (image.driver() instanceof Qcow2Driver driver) {
            driver.changeBackingFile(
                    image.child().orElseThrow(),
                    named.map(node -> new BackingFile(
                            plan.backingFile == null ? node.filename() : plan.backingFile,
                            node.driver().name())));
        }
        image.reopen(image.content());
    }

    private void dropFilter() {
        if (filtered) {
            filtered = false;
            plan.nodes.release();
            changes.removeFilter(plan.filter);
        }
    }

    @Override
    public void clean() {
        dropFilter();
        if (plan.wasReadOnly) {
            GraphChanges.readOnly(plan.image, true);
        }
    }
}
