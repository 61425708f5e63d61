package io.qmp.api.wire;

import io.qmp.api.Experimental;
import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * One thread that runs tasks one after the other. All that belongs to a connection happens on its loop, so that
 * nothing there needs a lock.
 *
 * <p>What a task throws, an {@link Error} too, is logged and ends that task only: the loop goes on with the next.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public interface EventLoop extends Executor {
    /** {@return whether the caller runs on this loop} */
    boolean inLoop();

    /**
     * Runs a task on the loop after all tasks that were given before; never within this call.
     *
     * @param task must not block
     * @throws java.util.concurrent.RejectedExecutionException if the loop has ended
     */
    @Override
    void execute(Runnable task);

    /**
     * Runs a task on the loop after a delay.
     *
     * @param delay how long, by a clock that does not jump
     * @param task must not block
     * @return cancels the task
     */
    Timer schedule(Duration delay, Runnable task);

    /**
     * {@return the loop's own time in nanoseconds, from an arbitrary point, by the clock of {@link #schedule}}
     * Only differences mean something. May be called on any thread.
     */
    default long nanoTime() {
        return System.nanoTime();
    }

    /**
     * {@return the loop behind this one, if this one is a view; otherwise itself} A server gives each plugin a view
     * of its loop; transports use the loop itself.
     */
    default EventLoop unwrap() {
        return this;
    }

    /** A scheduled task. */
    interface Timer {
        /** Cancels the task if it has not begun; may be called on any thread, more than once. */
        void cancel();
    }
}
