package io.qmp.transport.vertx;

import io.qmp.api.ClassLoaders;
import io.qmp.api.Experimental;
import io.qmp.api.wire.Transport;
import io.qmp.api.wire.TransportProvider;
import io.qmp.transport.vertx.address.Addresses;
import java.util.Optional;
import java.util.Set;

/**
 * Opens a {@link VertxTransport} with a Vert.x of its own. Not available where a program has an older Vert.x or Netty,
 * as those have whose versions are set by some other BOM.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public final class VertxTransportProvider implements TransportProvider {
    private static final int PRIORITY = 100;

    /** For {@code ServiceLoader}. */
    public VertxTransportProvider() {}

    @Override
    public String name() {
        return Addresses.VERTX;
    }

    @Override
    public Set<String> schemes() {
        return Addresses.SCHEMES;
    }

    @Override
    public Optional<String> unavailable() {
        return Libraries.obstacle(ClassLoaders.of(VertxTransportProvider.class));
    }

    @Override
    public int priority() {
        return PRIORITY;
    }

    @Override
    public Transport open() {
        return VertxTransport.create();
    }
}
