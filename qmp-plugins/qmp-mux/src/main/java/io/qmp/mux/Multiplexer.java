package io.qmp.mux;

import io.qmp.api.Experimental;
import io.qmp.api.wire.QmpAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * What many clients connect to that share one peer: a monitor of QEMU or a guest agent. Methods may be called on any
 * thread.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public sealed interface Multiplexer permits Mux, AgentMux {
    /** {@return where it listens, in the order of the listeners} With the real port if any free one was asked for. */
    List<QmpAddress> addresses();

    /**
     * Ends in order: takes no further client and closes, last, the connection to the peer, which goes on.
     *
     * @return completes when everything is closed; never fails
     */
    CompletableFuture<Void> close();

    /**
     * {@return completes when this has ended: by {@link #close}, or with the peer if the clients do not outlive it}
     * Fails with the cause if there cannot be a connection to the peer. A peer that is not there, or serves another
     * client, is waited for.
     */
    CompletableFuture<Void> closed();
}
