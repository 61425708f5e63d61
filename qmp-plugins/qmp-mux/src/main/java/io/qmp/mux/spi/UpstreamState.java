package io.qmp.mux.spi;

import io.qmp.api.Experimental;

/**
 * The state of the connection to QEMU, or to a guest agent.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public enum UpstreamState {
    /** There has been none yet. */
    AWAITED,
    /** Commands are passed on. */
    UP,
    /** It was lost, and another one is awaited. */
    LOST,
    /** There will be none any more. */
    ENDED
}
