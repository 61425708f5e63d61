package io.qmp.app.process;

import java.io.InputStream;
import java.io.PrintStream;

/**
 * The streams and signals of the process.
 *
 * @param in standard input
 * @param out standard output
 * @param err standard error
 * @param signals calls back when a signal asks the program to end
 */
public record ProcessEnvironment(InputStream in, Output out, PrintStream err, Signals signals) {}
