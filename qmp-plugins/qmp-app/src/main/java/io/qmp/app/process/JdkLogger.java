package io.qmp.app.process;

import java.util.ResourceBundle;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A logger of {@code java.util.logging}, with the levels that the JDK's own has for it. Where no settings are named, a
 * question about details does not set up {@code java.util.logging}, which logs none then.
 */
final class JdkLogger implements System.Logger {
    private static volatile boolean asksForDetails;

    private final String name;
    private volatile @Nullable Logger logger;

    JdkLogger(String name) {
        this.name = name;
    }

    /** From now on all loggers ask {@code java.util.logging} about details, too. */
    static void askForDetails() {
        asksForDetails = true;
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public boolean isLoggable(Level level) {
        return (logger != null || asksForDetails || level.compareTo(Level.INFO) >= 0 || LogSettings.areNamed())
                && logger().isLoggable(of(level));
    }

    private Logger logger() {
        Logger known = logger;
        if (known == null) {
            if (LogSettings.areInstalled()) {
                Logs.begin();
            }
            known = Logger.getLogger(name);
            logger = known;
        }
        return known;
    }

    @Override
    public void log(
            Level level, @Nullable ResourceBundle bundle, @Nullable String message, @Nullable Throwable thrown) {
        if (isLoggable(level)) {
            LogRecord entry = new LogRecord(of(level), message);
            entry.setThrown(thrown);
            log(entry, bundle);
        }
    }

    @Override
    public void log(
            Level level, @Nullable ResourceBundle bundle, @Nullable String format, @Nullable Object... parameters) {
        if (isLoggable(level)) {
            LogRecord entry = new LogRecord(of(level), format);
            entry.setParameters(parameters);
            log(entry, bundle);
        }
    }

    private void log(LogRecord entry, @Nullable ResourceBundle bundle) {
        entry.setLoggerName(name);
        entry.setResourceBundle(bundle);
        StackWalker.getInstance()
                .walk(frames -> frames.filter(JdkLogger::isCaller).findFirst())
                .ifPresent(caller -> {
                    entry.setSourceClassName(caller.getClassName());
                    entry.setSourceMethodName(caller.getMethodName());
                });
        logger().log(entry);
    }

    private static boolean isCaller(StackWalker.StackFrame frame) {
        String type = frame.getClassName();
        return !type.equals(JdkLogger.class.getName())
                && !type.equals(System.Logger.class.getName())
                && !type.startsWith("jdk.internal.logger.");
    }

    private static java.util.logging.Level of(Level level) {
        return switch (level) {
            case ALL -> java.util.logging.Level.ALL;
            case TRACE -> java.util.logging.Level.FINER;
            case DEBUG -> java.util.logging.Level.FINE;
            case INFO -> java.util.logging.Level.INFO;
            case WARNING -> java.util.logging.Level.WARNING;
            case ERROR -> java.util.logging.Level.SEVERE;
            case OFF -> java.util.logging.Level.OFF;
        };
    }
}
