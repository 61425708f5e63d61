package io.qmp.mux.options;

import io.qmp.api.Experimental;

/**
 * Which monitors of QEMU execute the commands of clients.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public enum Backend {
    /** One for each client if QEMU can make them and descriptors can be passed to it, else one for all. */
    AUTO,
    /** The one that the multiplexer is connected to, for all. */
    SHARED,
    /**
     * One for each client. The multiplexer ends if QEMU, since 11.1, cannot make them, or the connection to it is no
     * unix socket.
     */
    PRIVATE
}
