package io.qmp.transport.vertx.log;

import io.netty.util.internal.logging.AbstractInternalLogger;
import io.netty.util.internal.logging.FormattingTuple;
import io.netty.util.internal.logging.MessageFormatter;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/** A logger of Netty that is another one. */
@SuppressWarnings("serial") // loggers of Netty are said to be serializable, and its own are not either
final class NettyLog extends AbstractInternalLogger {
    private final transient System.Logger logger;

    NettyLog(System.Logger logger) {
        super(logger.getName());
        this.logger = logger;
    }

    @Override
    public boolean isTraceEnabled() {
        return logger.isLoggable(Level.TRACE);
    }

    @Override
    public void trace(String message) {
        log(Level.TRACE, message, null);
    }

    @Override
    public void trace(String format, @Nullable Object argument) {
        format(Level.TRACE, format, argument);
    }

    @Override
    public void trace(String format, @Nullable Object first, @Nullable Object second) {
        format(Level.TRACE, format, first, second);
    }

    @Override
    public void trace(String format, @Nullable Object... arguments) {
        format(Level.TRACE, format, arguments);
    }

    @Override
    public void trace(String message, @Nullable Throwable thrown) {
        log(Level.TRACE, message, thrown);
    }

    @Override
    public boolean isDebugEnabled() {
        return logger.isLoggable(Level.DEBUG);
    }

    @Override
    public void debug(String message) {
        log(Level.DEBUG, message, null);
    }

    @Override
    public void debug(String format, @Nullable Object argument) {
        format(Level.DEBUG, format, argument);
    }

    @Override
    public void debug(String format, @Nullable Object first, @Nullable Object second) {
        format(Level.DEBUG, format, first, second);
    }

    @Override
    public void debug(String format, @Nullable Object... arguments) {
        format(Level.DEBUG, format, arguments);
    }

    @Override
    public void debug(String message, @Nullable Throwable thrown) {
        log(Level.DEBUG, message, thrown);
    }

    @Override
    public boolean isInfoEnabled() {
        return logger.isLoggable(Level.INFO);
    }

    @Override
    public void info(String message) {
        log(Level.INFO, message, null);
    }

    @Override
    public void info(String format, @Nullable Object argument) {
        format(Level.INFO, format, argument);
    }

    @Override
    public void info(String format, @Nullable Object first, @Nullable Object second) {
        format(Level.INFO, format, first, second);
    }

    @Override
    public void info(String format, @Nullable Object... arguments) {
        format(Level.INFO, format, arguments);
    }

    @Override
    public void info(String message, @Nullable Throwable thrown) {
        log(Level.INFO, message, thrown);
    }

    @Override
    public boolean isWarnEnabled() {
        return logger.isLoggable(Level.WARNING);
    }

    @Override
    public void warn(String message) {
        log(Level.WARNING, message, null);
    }

    @Override
    public void warn(String format, @Nullable Object argument) {
        format(Level.WARNING, format, argument);
    }

    @Override
    public void warn(String format, @Nullable Object first, @Nullable Object second) {
        format(Level.WARNING, format, first, second);
    }

    @Override
    public void warn(String format, @Nullable Object... arguments) {
        format(Level.WARNING, format, arguments);
    }

    @Override
    public void warn(String message, @Nullable Throwable thrown) {
        log(Level.WARNING, message, thrown);
    }

    @Override
    public boolean isErrorEnabled() {
        return logger.isLoggable(Level.ERROR);
    }

    @Override
    public void error(String message) {
        log(Level.ERROR, message, null);
    }

    @Override
    public void error(String format, @Nullable Object argument) {
        format(Level.ERROR, format, argument);
    }

    @Override
    public void error(String format, @Nullable Object first, @Nullable Object second) {
        format(Level.ERROR, format, first, second);
    }

    @Override
    public void error(String format, @Nullable Object... arguments) {
        format(Level.ERROR, format, arguments);
    }

    @Override
    public void error(String message, @Nullable Throwable thrown) {
        log(Level.ERROR, message, thrown);
    }

    private void format(Level level, String format, @Nullable Object... arguments) {
        if (logger.isLoggable(level)) {
            FormattingTuple text = MessageFormatter.arrayFormat(format, arguments);
            logger.log(level, text.getMessage(), text.getThrowable());
        }
    }

    private void log(Level level, String message, @Nullable Throwable thrown) {
        if (logger.isLoggable(level)) {
            logger.log(level, message, thrown);
        }
    }
}
