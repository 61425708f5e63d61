package io.qmp.transport.nio.loop;

import io.qmp.api.Loggers;
import java.lang.System.Logger.Level;

/**
 * A log that never throws, for what a loop must survive: where descriptors or memory are short, logging fails as well.
 * The logger is looked up when there is something to log: that takes long, and is rare.
 *
 * @param name of the logger
 */
public record ContainedLog(String name) {
    /** {@return the log of a class} */
    public static ContainedLog of(Class<?> type) {
        return new ContainedLog(type.getName());
    }

    /** Logs, or does nothing if that is not possible. */
    public void log(Level level, String text, Throwable cause) {
        try {
            Loggers.named(name).log(level, text, cause);
        } catch (Throwable e) {
            // There is nothing to tell it to.
        }
    }
}
