package io.qmp.program.spi;

import io.qmp.api.Experimental;
import io.qmp.program.Syntax;
import io.qmp.program.ToolLine;

/**
 * One of the things that the program {@code qmp} does. A plugin names its implementations in {@code
 * META-INF/services/io.qmp.program.spi.Subcommand}; each is public and has a public constructor without parameters. The
 * program finds them on its class path or module path, and in the jars of its plugin directories.
 *
 * <p>All methods are called on one thread. The constructor, {@link #name} and {@link #syntax} are also called to show
 * help, so they do no work.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public interface Subcommand {
    /** {@return its name: lower-case letters, digits and hyphens, a letter first} A name that is taken is not used. */
    String name();

    /** {@return its command line} */
    Syntax syntax();

    /**
     * Does it. A failure ends the program with a status: {@link IllegalArgumentException} says that the command line
     * asks for what cannot be done, and its message is shown with status 2; the failures of {@code QmpClient} have the
     * statuses that they have with {@code qmp exec}. All others are faults of the plugin and are shown with a stack
     * trace, with status 70.
     *
     * @param line its part of the command line
     * @param context what the program lends to it, until it returns
     * @return the status with which the program ends, from 0 for success to 255
     * @throws InterruptedException if a signal has ended the waiting
     */
    int run(ToolLine line, ProgramContext context) throws InterruptedException;
}
