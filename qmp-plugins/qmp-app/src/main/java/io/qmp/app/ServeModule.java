package io.qmp.app;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.OptionalBinder;
import io.qmp.codec.guice.CodecModule;
import io.qmp.server.ServerOptions;
import io.qmp.server.guice.ServerModule;
import io.qmp.transport.vertx.guice.TransportModule;

/** Puts the server together; nothing is bound that is not bound here or in one of these modules. */
final class ServeModule extends AbstractModule {
    private final ServerModule server;
    private final ServerOptions options;

    ServeModule(ServerModule server, ServerOptions options) {
        this.server = server;
        this.options = options;
    }

    @Override
    protected void configure() {
        binder().requireExplicitBindings();
        install(new CodecModule());
        install(new TransportModule());
        install(server);
        OptionalBinder.newOptionalBinder(binder(), ServerOptions.class)
                .setBinding()
                .toInstance(options);
    }
}
