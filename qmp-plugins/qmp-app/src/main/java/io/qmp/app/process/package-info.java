/**
 * The process that the program runs in: its streams, signals, log and exit. Nothing here knows what the program does.
 *
 * <p>Start with {@link io.qmp.app.process.ProcessEnvironment}.
 */
@NullMarked
package io.qmp.app.process;

import org.jspecify.annotations.NullMarked;
