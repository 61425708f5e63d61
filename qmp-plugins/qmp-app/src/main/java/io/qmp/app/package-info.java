/**
 * The program {@code qmp}: it reads a command line, puts the modules together, and says what happens in words.
 *
 * <p>{@link io.qmp.app.Main} is what the JVM starts, {@code Program} chooses the command. {@code serve}: {@code ServeOptions} reads its options
 * ({@code Monitors}, {@code Chardev}, {@code KeyValues} do so as QEMU does), {@code Serve} carries them out. {@code exec} and {@code events} are one
 * class each.
 */
@NullMarked
package io.qmp.app;

import org.jspecify.annotations.NullMarked;
