/**
 * {@code qmp serve}: {@code ServeOptions} reads the command line as QEMU reads its own ({@code MonitorSpecs},
 * {@code ChardevParser}), {@code Serve} carries it out: {@code ServeModule} puts the server together, {@code Monitors}
 * opens its monitors.
 */
@NullMarked
package io.qmp.app.serve;

import org.jspecify.annotations.NullMarked;
