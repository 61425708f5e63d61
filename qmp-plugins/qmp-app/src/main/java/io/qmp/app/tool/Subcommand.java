package io.qmp.app.tool;

import io.qmp.app.option.OptionException;
import io.qmp.app.process.ProcessEnvironment;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** One of the things that the program does. */
interface Subcommand {
    /** {@return its name} */
    String name();

    /** {@return its options; what they are given is kept here} */
    CommandSpec spec();

    /**
     * Does it.
     *
     * @param parsed its part of the command line
     * @param environment what it has from outside
     * @throws OptionException if the command line asks for what cannot be done; other failures are those of
     *     {@link ExitStatus#of}
     * @throws InterruptedException if the thread is interrupted
     */
    void run(ParseResult parsed, ProcessEnvironment environment) throws InterruptedException;
}
