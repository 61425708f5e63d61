/**
 * The process that the program runs in: its streams, signals, log and exit. Nothing here knows what the program does.
 */
@NullMarked
package io.qmp.app.process;

import org.jspecify.annotations.NullMarked;
