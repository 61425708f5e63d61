/**
 * Interfaces that users of the client implement to watch it.
 *
 * <p>Everything here is called on the client's event loop and must not block. What it throws is logged and has no
 * other effect.
 *
 * <p>Start with {@link io.qmp.client.spi.ClientMetrics} or {@link io.qmp.client.spi.TrafficTap}.
 */
@NullMarked
package io.qmp.client.spi;

import org.jspecify.annotations.NullMarked;
