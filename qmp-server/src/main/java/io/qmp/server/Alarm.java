package io.qmp.server;

import io.qmp.api.wire.EventLoop;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Runs tasks after a delay, whatever the event loops do meanwhile. */
@FunctionalInterface
interface Alarm {
    /** {@return takes the task back} */
    EventLoop.Timer schedule(Duration delay, Runnable task);

    /** {@return runs each task on a thread of its own, a daemon, which is there as long as the task waits} */
    static Alarm onThreads() {
        return (delay, task) -> {
            ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, run -> {
                Thread thread = new Thread(run, "qmp-alarm");
                thread.setDaemon(true);
                return thread;
            });
            timer.setRemoveOnCancelPolicy(true);
            Future<?> waiting = timer.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
            timer.shutdown(); // ends the thread when the task has run or was taken back
            return () -> waiting.cancel(false);
        };
    }
}
