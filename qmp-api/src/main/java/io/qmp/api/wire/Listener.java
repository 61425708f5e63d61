package io.qmp.api.wire;

import io.qmp.api.Experimental;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Accepts connections at an address.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public interface Listener {
    /** {@return where it listens; with the real port if a free one was asked for} */
    QmpAddress address();

    /** {@return the address and port it is bound to; empty if that is not TCP, or the transport cannot tell} */
    default Optional<InetSocketAddress> localAddress() {
        return Optional.empty();
    }

    /**
     * Stops accepting; accepted connections stay. The file of a unix socket is removed. May be called more than once,
     * on any thread.
     *
     * @return completes when it is done; never fails
     */
    CompletionStage<Void> close();
}
