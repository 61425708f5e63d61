package io.qmp.app.serve;

import com.google.inject.AbstractModule;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.multibindings.OptionalBinder;
import io.qmp.api.spi.QmpPlugin;
import io.qmp.api.wire.Transport;
import io.qmp.codec.guice.CodecModule;
import io.qmp.server.ServerOptions;
import io.qmp.server.guice.ServerModule;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Puts the server together; nothing is bound that is not bound here or in a module that is installed here. */
final class ServeModule extends AbstractModule {
    private final CompletableFuture<Transport> transport;
    private final ServerModule server;
    private final ServerOptions options;
    private final List<QmpPlugin> configured;

    /**
     * Makes the module.
     *
     * @param transport is being made
     * @param configured plugins that take the place of those found
     */
    ServeModule(
            CompletableFuture<Transport> transport,
            ServerModule server,
            ServerOptions options,
            List<QmpPlugin> configured) {
        this.transport = transport;
        this.server = server;
        this.options = options;
        this.configured = configured;
    }

    @Override
    protected void configure() {
        binder().requireExplicitBindings();
        install(new CodecModule());
        install(server);
        bind(Transport.class).toProvider(transport::join).in(Singleton.class);
        OptionalBinder.newOptionalBinder(binder(), ServerOptions.class)
                .setBinding()
                .toInstance(options);
        Multibinder<QmpPlugin> plugins = Multibinder.newSetBinder(binder(), QmpPlugin.class);
        configured.forEach(plugin -> plugins.addBinding().toInstance(plugin));
    }
}
