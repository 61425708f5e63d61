package io.qmp.transport.nio;

import io.qmp.api.Experimental;
import io.qmp.api.wire.Transport;
import io.qmp.api.wire.TransportProvider;
import io.qmp.transport.nio.address.Addresses;
import java.util.Set;

/**
 * Opens a {@link NioTransport}.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public final class NioTransportProvider implements TransportProvider {
    private static final int PRIORITY = 50;

    /** For {@code ServiceLoader}. */
    public NioTransportProvider() {}

    @Override
    public String name() {
        return Addresses.NIO;
    }

    @Override
    public Set<String> schemes() {
        return Addresses.SCHEMES;
    }

    /** {@return a priority below that of the transport on Vert.x, which can do more} */
    @Override
    public int priority() {
        return PRIORITY;
    }

    @Override
    public Transport open() {
        return NioTransport.create();
    }
}
