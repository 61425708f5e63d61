package io.qmp.plugin.machine.job;

import io.qmp.plugin.qemu.type.JobStatus;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Jobs that succeed or fail together: those of a transaction with grouped completion, or one alone. The youngest comes
 * first.
 */
public final class JobGroup {
    private final JobEvents events;
    private final Jobs jobs;
    private final Deque<Job> members = new ArrayDeque<>();
    private boolean aborting;

    JobGroup(Jobs jobs) {
        this.jobs = jobs;
        this.events = jobs.events();
    }

    void add(Job job) {
        members.addFirst(job);
    }

    void remove(Job job) {
        members.remove(job);
    }

    /** The work of a member has ended. */
    void ended(Job job) {
        if (job.hasFailed()) {
            abort(job);
        } else {
            job.to(JobStatus.WAITING);
            if (members.stream().allMatch(member -> member.status() == JobStatus.WAITING)) {
                pend();
            }
        }
    }

    private void pend() {
        for (Job job : List.copyOf(members)) {
            job.to(JobStatus.PENDING);
            if (!job.settings().autoFinalize()) {
                events.pending(job);
            }
        }
        if (members.stream().allMatch(job -> job.settings().autoFinalize())) {
            complete();
        }
    }

    /** Makes the results of all members permanent. */
    void complete() {
        for (Job job : List.copyOf(members)) {
            job.prepare();
            if (job.hasFailed()) {
                abort(job);
                return;
            }
        }
        List.copyOf(members).forEach(this::conclude);
    }

    /** Ends all members, as one has failed or was cancelled. */
    void abort(Job cause) {
        if (aborting) {
            return;
        }
        aborting = true;
        members.stream().filter(job -> job != cause).forEach(job -> job.cancel(true));
        while (!members.isEmpty()) {
            Job job = members.getFirst();
            job.enter(); // its work ends now, if it has not yet
            conclude(job);
        }
    }

    private void conclude(Job job) {
        if (job.hasFailed()) {
            job.work().abort();
        } else {
            job.work().commit();
        }
        job.work().clean();
        if (job.isStarted()) {
            if (job.isCancelled()) {
                events.cancelled(job);
            } else {
                events.completed(job);
            }
        }
        members.remove(job);
        job.to(JobStatus.CONCLUDED);
        if (job.settings().autoDismiss() || !job.isStarted()) {
            jobs.remove(job);
        }
    }
}
