package io.qmp.server.composition;

import io.qmp.api.wire.EventLoop;
import java.lang.System.Logger.Level;
import java.util.concurrent.RejectedExecutionException;

/** Runs tasks on a loop. */
final class LoopTasks {
    private static final System.Logger LOG = System.getLogger("io.qmp.server");

    private LoopTasks() {}

    /** Runs a task on the loop, within this call if that is the current thread; drops it if the loop has ended. */
    static void run(EventLoop loop, Runnable task) {
        if (loop.inLoop()) {
            task.run();
            return;
        }
        try {
            loop.execute(task);
        } catch (RejectedExecutionException e) {
            LOG.log(Level.DEBUG, "the server has ended already", e);
        }
    }
}
