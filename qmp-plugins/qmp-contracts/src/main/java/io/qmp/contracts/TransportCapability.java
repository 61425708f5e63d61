package io.qmp.contracts;

import io.qmp.api.Experimental;

/**
 * What a transport need not be able to do. Where it cannot, contracts require that it refuses, and says so.
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
