package io.qmp.app.process;

import java.util.ResourceBundle;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** A logger of {@code java.util.logging}, with the levels that the JDK's own has for it. */
final class JdkLogger implements System.Logger {
    private final Logger logger;

    JdkLogger(String name) {
        logger = Logger.getLogger(name);
    }

    @Override
    public String getName() {
        return logger.getName();
    }

    @Override
    public boolean isLoggable(Level level) {
        return logger.isLoggable(of(level));
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
        entry.setLoggerName(logger.getName());
        entry.setResourceBundle(bundle);
        StackWalker.getInstance()
                .walk(frames -> frames.filter(JdkLogger::isCaller).findFirst())
                .ifPresent(caller -> {
                    entry.setSourceClassName(caller.getClassName());
                    entry.setSourceMethodName(caller.getMethodName());
                });
        logger.log(entry);
    }

    private static boolean isCaller(StackWalker.StackFrame frame) {
        String name = frame.getClassName();
        return !name.equals(JdkLogger.class.getName())
                && !name.equals(System.Logger.class.getName())
                && !name.startsWith("jdk.internal.logger.");
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
