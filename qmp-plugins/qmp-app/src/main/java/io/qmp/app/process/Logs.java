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

    static {
        set(false);
    }

    private Logs() {}

    /**
     * Sets up {@code java.util.logging}, which then shows what is wrong; a thread that logs before waits for it.
     * Loggers of this program do not ask it about details until {@link #show}.
     */
    public static void begin() {
        // Done when this class is initialized.
    }

    /** Shows what is wrong, and with {@code verbose} what happens. */
    public static void show(boolean verbose) {
        set(verbose);
        JdkLogger.askForDetails();
    }

    private static void set(boolean verbose) {
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
