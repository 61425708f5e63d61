package io.qmp.server.composition;

import io.qmp.api.wire.EventLoop;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Runs tasks after a delay, independently of event loops. */
@FunctionalInterface
public interface Alarm {
    /** {@return cancels the task} */
    EventLoop.Timer schedule(Duration delay, Runnable task);

    /**
     * {@return an alarm that runs each task on a daemon thread of its own, which exists until the task has run or is
     * cancelled}
     */
    static Alarm onThreads() {
        return (delay, task) -> {
            ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, run -> {
                Thread thread = new Thread(run, "qmp-alarm");
                thread.setDaemon(true);
                return thread;
            });
            timer.setRemoveOnCancelPolicy(true);
            Future<?> waiting = timer.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
            timer.shutdown(); // ends the thread when the task has run or is cancelled
            return () -> waiting.cancel(false);
        };
    }
}
