/**
 * The program {@code qmp}: it reads a command line, puts the modules together, and says what happens in words.
 *
 * <p>{@link io.qmp.app.Main} is what the JVM starts, {@code Program} chooses what to do. {@code ServeOptions} reads the options of {@code serve}
 * as QEMU reads its own ({@code MonitorSpecs}, {@code ChardevParser}, {@code KeyValues}), {@code Serve} carries them out: {@code ServeModule} puts
 * the server together, {@code Monitors} opens its monitors. {@code Tools} reads the command line of {@code exec} and {@code events}, which are one class
 * each.
 */
@NullMarked
package io.qmp.app;

import org.jspecify.annotations.NullMarked;
