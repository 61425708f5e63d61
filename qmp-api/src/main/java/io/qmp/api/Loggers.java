package io.qmp.api;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where this project's loggers come from: {@link System#getLogger(String)}, unless a program names another source.
 *
 * <p>The first logger of the JDK looks for a {@link System.LoggerFinder} in all jars of the class path. A program that
 * knows its class path has no need of that.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public final class Loggers {
    private static volatile @Nullable Function<String, System.Logger> source;

    private Loggers() {}

    /**
     * {@return a logger} On any thread.
     *
     * @param name its name, such as {@code io.qmp.server}
     */
    public static System.Logger named(String name) {
        Function<String, System.Logger> other = source;
        return other == null ? System.getLogger(name) : other.apply(name);
    }

    /**
     * Sets the source of all loggers that are asked for from now on, in the whole process: for programs, as the first
     * thing that they do, not for libraries.
     *
     * @param loggers gives the logger of a name, on any thread
     */
    public static void comeFrom(Function<String, System.Logger> loggers) {
        source = loggers;
    }
}
