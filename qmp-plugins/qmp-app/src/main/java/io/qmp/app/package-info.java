/**
 * The program {@code qmp}. {@link io.qmp.app.Main} is what the JVM starts; {@code Program} runs {@code serve} or
 * one of the tools, and reports what failed.
 *
 * <p>Packages: {@code io.qmp.app.serve} runs a server, {@code io.qmp.app.tool} holds the other subcommands,
 * {@code io.qmp.app.exec} and {@code io.qmp.app.peer} what some of them share,
 * {@code io.qmp.app.transcript} the servers of {@code replay} and {@code record}, {@code io.qmp.app.option} reads
 * options, {@code io.qmp.app.process} is the process with its streams and signals.
 */
@NullMarked
package io.qmp.app;

import org.jspecify.annotations.NullMarked;
