package io.qmp.plugin.machine.block;

import io.qmp.plugin.machine.job.Job;
import io.qmp.plugin.machine.job.JobWork;
import io.qmp.plugin.machine.job.Step;

/** Work that is done in one turn, after the command that asks for it was answered. */
final class CreationWork implements JobWork {
    private final Runnable first;
    private final Runnable creation;
    private boolean answered;

    /**
     * Makes the work.
     *
     * @param first comes before the command is answered
     * @param creation fails with the error of the job
     */
    CreationWork(Runnable first, Runnable creation) {
        this.first = first;
        this.creation = creation;
    }

    @Override
    public Step next(Job job) {
        if (!answered) {
            answered = true;
            first.run();
            job.progress().remaining(1);
            return Step.LATER;
        }
        try {
            creation.run();
        } finally {
            job.progress().advance(1);
        }
        return Step.DONE;
    }
}
