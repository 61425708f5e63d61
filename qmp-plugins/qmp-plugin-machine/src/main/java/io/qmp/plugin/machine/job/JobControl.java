package io.qmp.plugin.machine.job;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.type.Open;
import io.qmp.plugin.qemu.type.BlockJobChangeOptions;
import io.qmp.plugin.qemu.type.BlockJobInfo;
import io.qmp.plugin.qemu.type.BlockJobInfoPlain;
import io.qmp.plugin.qemu.type.JobInfo;

/** What clients do to a job. Everything that fails throws {@link CommandFailedException} with QEMU's text. */
final class JobControl {
    static final String BAD_SPEED = "Parameter 'speed' expects a non-negative value";

    private final Jobs jobs;

    JobControl(Jobs jobs) {
        this.jobs = jobs;
    }

    void pause(Job job) {
        require(job, JobVerb.PAUSE);
        if (job.isUserPaused()) {
            throw CommandFailedException.generic("Job is already paused");
        }
        job.pauseByUser();
        job.enter();
    }

    void resume(Job job) {
        if (!job.isUserPaused()) {
            throw CommandFailedException.generic("Can't resume a job that was not paused");
        }
        require(job, JobVerb.RESUME);
        job.unpauseByUser();
        if (!job.isPaused()) {
            job.enter();
        }
        jobs.settle();
    }

    void cancel(Job job, boolean force) {
        require(job, JobVerb.CANCEL);
        if (!job.isStarted()) {
            jobs.undo(job);
        } else if (!job.isWorkDone()) {
            job.cancel(force);
            job.enter();
        } else {
            job.cancel(force);
            if (job.isCancelled()) {
                jobs.undo(job);
            }
        }
        jobs.settle();
    }

    void complete(Job job) {
        require(job, JobVerb.COMPLETE);
        if (job.isCancelRequested()) {
            throw CommandFailedException.generic("The active block job '" + job.id() + "' cannot be completed");
        }
        job.work().complete(job);
        if (!job.isPaused()) {
            job.enter();
        }
    }

    void finalize(Job job) {
        require(job, JobVerb.FINALIZE);
        job.group().complete();
    }

    void dismiss(Job job) {
        require(job, JobVerb.DISMISS);
        jobs.remove(job);
    }

    void speed(Job job, long speed) {
        require(job, JobVerb.SET_SPEED);
        if (speed < 0) {
            throw CommandFailedException.generic(BAD_SPEED);
        }
        boolean wakes = job.isSleeping() && job.work().wakesForSpeed(job.speed(), speed);
        job.speed(speed);
        if (wakes) {
            job.enter();
        }
        jobs.settle();
    }

    void change(Job job, BlockJobChangeOptions options) {
        require(job, JobVerb.CHANGE);
        job.work().change(job, options);
    }

    private static void require(Job job, JobVerb verb) {
        verb.require(job.id(), job.status());
    }

    static JobInfo info(Job job) {
        return new JobInfo(
                job.id(),
                Open.of(job.settings().type()),
                Open.of(job.status()),
                job.progress().done(),
                job.progress().total(),
                job.error().orElse(null));
    }

    static BlockJobInfo blockInfo(Job job) {
        JobSettings settings = job.settings();
        return job.work()
                .describe(
                        job,
                        new BlockJobInfoPlain(
                                Open.of(settings.type()),
                                job.id(),
                                job.progress().total(),
                                job.progress().done(),
                                false,
                                job.isPaused(),
                                job.speed(),
                                Open.of(job.ioStatus()),
                                job.isReady(),
                                Open.of(job.status()),
                                settings.autoFinalize(),
                                settings.autoDismiss(),
                                job.error().orElse(null)));
    }
}
