package io.qmp.app.process;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The program's log, on standard error. */
public final class Logs {
    static {
        // Before the first logger. The JDK's file of settings and its handler take as long as a third of a JVM's start.
        if (System.getProperty("java.util.logging.config.file") == null
                && System.getProperty(LogSettings.PROPERTY) == null) {
            System.setProperty(LogSettings.PROPERTY, LogSettings.class.getName());
        }
    }

    private static final Logger ROOT = Logger.getLogger("");
    private static final Logger OURS = Logger.getLogger("io.qmp"); // a logger without a reference to it loses its level

    private Logs() {}

    /** Shows what is wrong, and with {@code verbose} what happens. To be called first of all. */
    public static void show(boolean verbose) {
        System.setProperty("java.util.logging.SimpleFormatter.format", "qmp: %4$s: %5$s%6$s%n"); // of other handlers
        ROOT.setLevel(Level.WARNING);
        OURS.setLevel(verbose ? Level.FINE : Level.WARNING);
        if (ROOT.getHandlers().length == 0) {
            ROOT.addHandler(new ErrorLog(System.err));
        }
        for (Handler handler : ROOT.getHandlers()) {
            handler.setLevel(Level.ALL);
        }
    }
}
