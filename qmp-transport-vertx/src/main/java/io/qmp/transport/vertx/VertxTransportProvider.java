package io.qmp.transport.vertx;

import io.qmp.api.Experimental;
import io.qmp.api.wire.Transport;
import io.qmp.api.wire.TransportProvider;

/**
 * Opens a {@link VertxTransport} with a Vert.x of its own.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public final class VertxTransportProvider implements TransportProvider {
    /** For {@code ServiceLoader}. */
    public VertxTransportProvider() {}

    @Override
    public Transport open() {
        return VertxTransport.create();
    }
}
