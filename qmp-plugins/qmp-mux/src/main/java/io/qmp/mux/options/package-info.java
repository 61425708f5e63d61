/**
 * Options of a multiplexer: {@link io.qmp.mux.options.MuxOptions}.
 *
 * <p>Start with {@link io.qmp.mux.options.MuxOptions#DEFAULT MuxOptions.DEFAULT}.
 */
@NullMarked
package io.qmp.mux.options;

import org.jspecify.annotations.NullMarked;
