package io.qmp.server;

import io.qmp.api.wire.EventLoop;
import io.qmp.api.wire.ForwardingEventLoop;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A loop that a test drives, and that wakes the test when another thread gives it a task. */
final class WakingLoop extends ForwardingEventLoop {
    private static final int LIMIT_MINUTES = 4;

    private final Semaphore tasks = new Semaphore(0);

    WakingLoop(EventLoop driven) {
        super(driven);
    }

    /**
     * Waits until a task has been given that was not waited for before.
     *
     * @param what what the task should bring; for the failure when none comes
     */
    void awaitTask(String what) {
        try {
            if (!tasks.tryAcquire(LIMIT_MINUTES, TimeUnit.MINUTES)) {
                throw new AssertionError("nothing has come for " + LIMIT_MINUTES + " minutes; waited for " + what);
            }
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted; waited for " + what, e);
        }
    }

    @Override
    public void execute(Runnable task) {
        super.execute(task);
        tasks.release();
    }
}
