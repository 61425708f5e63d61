package io.qmp.client.operation;

import io.qmp.api.message.Event;
import java.util.Optional;

/**
 * The events of one job so far.
 *
 * @param decided whether it is known how it ended
 * @param error what it failed with, if it did
 * @param vanished whether there is no such job any more
 * @param aborting whether it is about to fail, or was cancelled
 * @param failed the operation that failed, if it paused on an error
 */
record JobEvents(boolean decided, Optional<String> error, boolean vanished, boolean aborting, Optional<String> failed) {
    static final JobEvents NONE = new JobEvents(false, Optional.empty(), false, false, Optional.empty());

    private static final String CANCELLED = "the job was cancelled";

    /** It has come to a status. A job that fails is {@code aborting} before it is {@code concluded}. */
    JobEvents status(String status) {
        return switch (status) {
            case "aborting" -> new JobEvents(decided, error, vanished, true, failed);
            case "concluded" ->
                decided
                        ? this
                        : concluded(aborting ? Optional.of("the job failed or was cancelled") : Optional.empty());
            case "null" -> new JobEvents(decided, error, true, aborting, failed);
            case "running", "ready" -> new JobEvents(decided, error, vanished, aborting, Optional.empty());
            default -> this;
        };
    }

    /** An event of a block job. */
    JobEvents other(Event event) {
        return switch (event.name()) {
            case "BLOCK_JOB_COMPLETED" -> concluded(event.data().string("error"));
            case "BLOCK_JOB_CANCELLED" -> concluded(Optional.of(CANCELLED));
            case "BLOCK_JOB_ERROR" ->
                event.data().string("action").equals(Optional.of("stop"))
                        ? new JobEvents(
                                decided, error, vanished, aborting, event.data().string("operation"))
                        : this;
            default -> this;
        };
    }

    /** It has ended, without an error or with one. */
    JobEvents concluded(Optional<String> with) {
        return new JobEvents(true, with, vanished, aborting, failed);
    }
}
