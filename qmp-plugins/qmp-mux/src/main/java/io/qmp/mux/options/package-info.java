/** Options of a multiplexer: {@link io.qmp.mux.options.MuxOptions}. */
@NullMarked
package io.qmp.mux.options;

import org.jspecify.annotations.NullMarked;
