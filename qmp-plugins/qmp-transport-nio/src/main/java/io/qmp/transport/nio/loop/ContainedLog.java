package io.qmp.transport.nio.loop;

import java.lang.System.Logger.Level;

/**
 * A log that never throws, for what a loop must survive: where descriptors or memory are short, logging fails as well.
 *
 * @param logger what is logged to
 */
public record ContainedLog(System.Logger logger) {
    /** {@return the log of a class} */
    public static ContainedLog of(Class<?> type) {
        return new ContainedLog(System.getLogger(type.getName()));
    }

    /** Logs, or does nothing if that is not possible. */
    public void log(Level level, String text, Throwable cause) {
        try {
            logger.log(level, text, cause);
        } catch (Throwable e) {
            // There is nothing to tell it to.
        }
    }
}
