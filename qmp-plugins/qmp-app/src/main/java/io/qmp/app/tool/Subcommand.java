package io.qmp.app.tool;

import io.qmp.app.option.OptionException;
import io.qmp.app.process.ProcessEnvironment;

/** One of the things that the program does. */
interface Subcommand {
    /** {@return its name} */
    String name();

    /** {@return its command line} */
    Syntax syntax();

    /**
     * Does it.
     *
     * @param line its part of the command line
     * @param environment what it has from outside
     * @throws OptionException if the command line asks for what cannot be done; other failures are those of
     *     {@link ExitStatus#of}
     * @throws InterruptedException if the thread is interrupted
     */
    void run(ToolLine line, ProcessEnvironment environment) throws InterruptedException;
}
