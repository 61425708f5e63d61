package io.qmp.client;

import io.qmp.api.Experimental;

/**
 * The state of a client. States come in this order; a client that reconnects goes back to {@link #CONNECTING}.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public enum ClientState {
    /** Nothing has been done yet. */
    IDLE,
    /** There is no connection, and one is being made or waited for. */
    CONNECTING,
    /** The peer is expected to greet and to agree on capabilities. */
    NEGOTIATING,
    /** Commands may be executed. */
    RUNNING,
    /** The connection is being closed by this side. */
    CLOSING,
    /** All is over. */
    CLOSED
}
