package io.qmp.mux.options;

import io.qmp.api.Experimental;

/**
 * The treatment of clients when the connection to QEMU ends.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public enum Loss {
    /** All clients are disconnected, as by QEMU, and the multiplexer ends. */
    DISCONNECT,
    /**
     * The clients stay, and the multiplexer waits for a QEMU of the same version. Commands that were sent fail;
     * commands meanwhile fail at once. Clients see the event {@code __io.qmp_MUX_UPSTREAM}.
     */
    HOLD
}
