package io.qmp.transport.vertx.log;

import io.vertx.core.spi.logging.LogDelegate;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/** A logger of Vert.x that is another one. */
final class VertxLog implements LogDelegate {
    private final System.Logger logger;

    VertxLog(System.Logger logger) {
        this.logger = logger;
    }

    @Override
    public String implementation() {
        return "System.Logger";
    }

    @Override
    public boolean isWarnEnabled() {
        return logger.isLoggable(Level.WARNING);
    }

    @Override
    public boolean isInfoEnabled() {
        return logger.isLoggable(Level.INFO);
    }

    @Override
    public boolean isDebugEnabled() {
        return logger.isLoggable(Level.DEBUG);
    }

    @Override
    public boolean isTraceEnabled() {
        return logger.isLoggable(Level.TRACE);
    }

    @Override
    public void error(@Nullable Object message) {
        log(Level.ERROR, message, null);
    }

    @Override
    public void error(@Nullable Object message, @Nullable Throwable thrown) {
        log(Level.ERROR, message, thrown);
    }

    @Override
    public void warn(@Nullable Object message) {
        log(Level.WARNING, message, null);
    }

    @Override
    public void warn(@Nullable Object message, @Nullable Throwable thrown) {
        log(Level.WARNING, message, thrown);
    }

    @Override
    public void info(@Nullable Object message) {
        log(Level.INFO, message, null);
    }

    @Override
    public void info(@Nullable Object message, @Nullable Throwable thrown) {
        log(Level.INFO, message, thrown);
    }

    @Override
    public void debug(@Nullable Object message) {
        log(Level.DEBUG, message, null);
    }

    @Override
    public void debug(@Nullable Object message, @Nullable Throwable thrown) {
        log(Level.DEBUG, message, thrown);
    }

    @Override
    public void trace(@Nullable Object message) {
        log(Level.TRACE, message, null);
    }

    @Override
    public void trace(@Nullable Object message, @Nullable Throwable thrown) {
        log(Level.TRACE, message, thrown);
    }

    @Override
    public Object unwrap() {
        return logger;
    }

    private void log(Level level, @Nullable Object message, @Nullable Throwable thrown) {
        if (logger.isLoggable(level)) {
            logger.log(level, String.valueOf(message), thrown);
        }
    }
}
