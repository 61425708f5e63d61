package io.qmp.plugin.machine.job;

import io.qmp.api.error.CommandFailedException;
import io.qmp.plugin.qemu.type.BlockJobChangeOptions;
import io.qmp.plugin.qemu.type.BlockJobInfo;

/**
 * The work of a job. All methods are called on the loop, and fail with a {@link CommandFailedException} that has
 * QEMU's text.
 */
public interface JobWork {
    /**
     * Does a piece of work. Not called while the job is paused, nor after it was cancelled.
     *
     * @throws CommandFailedException if the job has failed; the text is its error
     */
    Step next(Job job);

    /** {@return whether a success is reported before the command that has caused it is answered} */
    default boolean succeedsAtOnce() {
        return false;
    }

    /** {@return whether a failure is reported before the command that has caused it is answered} */
    default boolean failsAtOnce() {
        return false;
    }

    /** {@return whether a cancellation is reported before the command that asks for it is answered} */
    default boolean cancelsAtOnce() {
        return true;
    }

    /** {@return whether a cancellation without force completes the job instead of giving up its work} */
    default boolean completesWhenCancelled(Job job) {
        return false;
    }

    /** A client asks for the completion of a job that is ready. */
    default void complete(Job job) {
        throw CommandFailedException.generic("The active block job '" + job.id() + "' cannot be completed");
    }

    /** {@return whether a wait between two pieces ends when the speed is changed} */
    default boolean wakesForSpeed(long before, long now) {
        return now == 0 || now > before;
    }

    /** A client changes an option of a running job. */
    default void change(Job job, BlockJobChangeOptions options) {
        throw CommandFailedException.generic("Job type does not support change");
    }

    /** {@return the description with what only jobs of this type have} */
    default BlockJobInfo describe(Job job, BlockJobInfo info) {
        return info;
    }

    /** Makes the result permanent, as far as that can fail. */
    default void prepare(Job job) {}

    /** The job has succeeded, and all others of its group. */
    default void commit() {}

    /** The job has failed, or was cancelled. */
    default void abort() {}

    /** Gives up what the job uses; called after {@link #commit} or {@link #abort}. */
    default void clean() {}
}
