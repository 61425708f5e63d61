/**
 * Many clients on one monitor of QEMU: {@link io.qmp.mux.Mux}.
 *
 * <p>Start with {@link io.qmp.mux.Mux#builder Mux.builder}.
 */
@NullMarked
package io.qmp.mux;

import org.jspecify.annotations.NullMarked;
