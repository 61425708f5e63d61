package io.qmp.transport.vertx.guice;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.qmp.api.Experimental;
import io.qmp.api.wire.Transport;
import io.qmp.transport.vertx.VertxTransport;

/**
 * Binds {@link Transport} to one {@link VertxTransport} with a Vert.x of its own. The program closes it at its end.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
@SuppressWarnings("exports") // users of this class require Guice; others need not have it
public final class TransportModule extends AbstractModule {
    /** Makes the module. */
    public TransportModule() {}

    @Provides
    @Singleton // it owns threads
    Transport transport() {
        return VertxTransport.create();
    }
}
