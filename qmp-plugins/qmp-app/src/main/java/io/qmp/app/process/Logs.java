package io.qmp.app.process;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The program's log, on standard error. */
public final class Logs {
    static {
        LogSettings.install(); // before the first logger
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
