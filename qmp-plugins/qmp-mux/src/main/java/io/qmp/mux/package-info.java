/** Many clients on one monitor of QEMU: {@link io.qmp.mux.Mux}. */
@NullMarked
package io.qmp.mux;

import org.jspecify.annotations.NullMarked;
