package io.qmp.app.process;

import java.io.InputStream;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/**
 * The streams, signals, variables and terminals of the process.
 *
 * @param in standard input
 * @param out standard output
 * @param err standard error
 * @param signals calls back when a signal asks the program to end
 * @param variables returns the value of an environment variable, {@code null} if it is not set
 * @param terminals says which standard streams are terminals
 */
public record ProcessEnvironment(
        InputStream in, Output out, PrintStream err, Signals signals, Variables variables, Terminals terminals) {
    /** The environment variables. */
    @FunctionalInterface
    public interface Variables {
        /** {@return the value of a variable; {@code null} if it is not set} */
        @Nullable
        String get(String name);
    }

    /** The environment of this process, with these signals and other streams, none of which is a terminal. */
    public ProcessEnvironment(InputStream in, Output out, PrintStream err, Signals signals) {
        this(in, out, err, signals, System::getenv, Terminals.NONE);
    }

    /** {@return the value of an environment variable; empty if it is not set} */
    public String variable(String name) {
        String value = variables.get(name);
        return value == null ? "" : value;
    }
}
