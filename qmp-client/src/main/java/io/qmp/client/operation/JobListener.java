package io.qmp.client.operation;

import io.qmp.api.Experimental;

/**
 * Follows a job. Called on the client's event loop; what it throws ends the operation, not the job.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
@FunctionalInterface
public interface JobListener {
    /**
     * How far the job is; called about once in a second.
     *
     * @param progress how far
     */
    void progress(Progress progress);

    /**
     * The job has paused. Called once for each pause.
     *
     * @param pause why
     * @return what to do; unless overridden, the operation fails if the job paused on an error, and waits otherwise
     */
    default JobPause.Choice paused(JobPause pause) {
        return pause.failed().isPresent() ? JobPause.Choice.FAIL : JobPause.Choice.WAIT;
    }
}
