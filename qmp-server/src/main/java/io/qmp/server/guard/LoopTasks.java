package io.qmp.server.guard;

import io.qmp.api.Loggers;
import io.qmp.api.wire.EventLoop;
import java.lang.System.Logger.Level;
import java.util.concurrent.RejectedExecutionException;

/** Runs tasks on a loop. */
public final class LoopTasks {
    private static final System.Logger LOG = Loggers.named("io.qmp.server");

    private LoopTasks() {}

    /** Runs a task on the loop, within this call if that is the current thread; drops it if the loop has ended. */
    public static void run(EventLoop loop, Runnable task) {
        if (loop.inLoop()) {
            task.run();
        } else {
            later(loop, task);
        }
    }

    /** Runs a task on the loop, never within this call; drops it if the loop has ended. */
    public static void later(EventLoop loop, Runnable task) {
        try {
            loop.execute(task);
        } catch (RejectedExecutionException e) {
            LOG.log(Level.DEBUG, "the server has ended already", e);
        }
    }
}
