package io.qmp.plugin.machine.host;

import io.qmp.api.Loggers;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Threads that may block, which do not keep the program. */
final class Workers {
    static final System.Logger LOG = Loggers.named("io.qmp.plugin.machine");

    private static final long IDLE_SECONDS = 1;

    private Workers() {}

    /** {@return one thread, made with its first task and gone when it has nothing to do} */
    static ExecutorService make(String name) {
        ThreadPoolExecutor worker =
                new ThreadPoolExecutor(1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, name);
                    thread.setDaemon(true);
                    return thread;
                });
        worker.allowCoreThreadTimeOut(true);
        return worker;
    }
}
