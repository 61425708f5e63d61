package io.qmp.app.process;

import java.time.Duration;

/** Ends the JVM, whatever plugins and their shutdown hooks do. */
public final class Halt {
    private Halt() {}

    /** Ends the JVM after a time, unless it has ended before; no hook is run then. */
    public static void after(Duration time, int status) {
        Thread thread = new Thread(() -> halt(time, status), "qmp-halt");
        thread.setDaemon(true);
        thread.start();
    }

    private static void halt(Duration time, int status) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            // An interrupt ends the waiting, and so the JVM, at once.
        }
        Runtime.getRuntime().halt(status);
    }
}
