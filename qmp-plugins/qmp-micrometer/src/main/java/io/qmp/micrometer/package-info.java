/**
 * Meters for Micrometer: {@link io.qmp.micrometer.ClientMeters}, {@link io.qmp.micrometer.ServerMeters}, {@link
 * io.qmp.micrometer.MuxMeters} and {@link io.qmp.micrometer.VmMeters}.
 *
 * <p>Labels for commands and events have the names in the introspection of the server, and {@code other} for all else:
 * names that clients or peers make up add no series.
 *
 * <p>Start with {@link io.qmp.micrometer.ClientMeters}.
 */
@NullMarked
package io.qmp.micrometer;

import org.jspecify.annotations.NullMarked;
