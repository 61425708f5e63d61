package io.qmp.contracts;

import io.qmp.api.Experimental;

/**
 * Optional abilities of a transport. Contracts require that a transport refuses what it cannot do, and says so.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public enum TransportCapability {
    /** Encrypts TCP connections. */
    TLS,
    /** Passes file descriptors through unix sockets. */
    DESCRIPTORS
}
