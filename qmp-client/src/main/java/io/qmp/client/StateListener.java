package io.qmp.client;

import io.qmp.api.Experimental;
import java.util.Optional;

/**
 * Called for each change of a client's state, on the client's event loop.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
@FunctionalInterface
public interface StateListener {
    /**
     * The state has changed.
     *
     * @param before what it was
     * @param now what it is
     * @param cause the failure that led to it, if one did
     */
    void changed(ClientState before, ClientState now, Optional<Throwable> cause);
}
