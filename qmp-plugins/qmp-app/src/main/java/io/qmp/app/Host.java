package io.qmp.app;

import java.io.InputStream;
import java.io.PrintStream;

/**
 * What the program has from outside.
 *
 * @param in standard input
 * @param out standard output
 * @param err standard error
 * @param signals tells when the program is to end
 */
record Host(InputStream in, Output out, PrintStream err, Signals signals) {}
