/**
 * What a multiplexer reports of itself: {@link io.qmp.mux.spi.MuxMetrics}.
 *
 * <p>Start with {@link io.qmp.mux.spi.MuxMetrics}.
 */
@NullMarked
package io.qmp.mux.spi;

import org.jspecify.annotations.NullMarked;
