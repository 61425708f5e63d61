package io.qmp.client.operation;

import io.qmp.api.Experimental;
import java.util.Optional;

/**
 * A job does not go on: it met an error at which it stops, or a client has paused it.
 *
 * @param job the job's id
 * @param failed what failed, {@code read} or {@code write}; empty if no error was seen: somebody has paused the
 *     job, or the event was lost with a connection
 * @since 0.1
 */
@Experimental(since = "0.1")
public record JobPause(String job, Optional<String> failed) {
    /** What to do about it. */
    public enum Choice {
        /** The operation fails; the job stays as it is, to be resumed or cancelled by commands. */
        FAIL,
        /** The operation goes on: somebody else will resume the job. */
        WAIT,
        /** The job is resumed, and the operation goes on. If the error comes again, so does the question. */
        RESUME
    }
}
