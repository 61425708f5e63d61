package io.qmp.app;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.multibindings.OptionalBinder;
import io.qmp.api.spi.QmpPlugin;
import io.qmp.codec.guice.CodecModule;
import io.qmp.server.ServerOptions;
import io.qmp.server.guice.ServerModule;
import io.qmp.transport.vertx.guice.TransportModule;
import java.util.List;

/** Puts the server together; nothing is bound that is not bound here or in one of these modules. */
final class ServeModule extends AbstractModule {
    private final ServerModule server;
    private final ServerOptions options;
    private final List<QmpPlugin> configured;

    /**
     * Makes the module.
     *
     * @param configured plugins that take the place of those found
     */
    ServeModule(ServerModule server, ServerOptions options, List<QmpPlugin> configured) {
        this.server = server;
        this.options = options;
        this.configured = configured;
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
        Multibinder<QmpPlugin> plugins = Multibinder.newSetBinder(binder(), QmpPlugin.class);
        configured.forEach(plugin -> plugins.addBinding().toInstance(plugin));
    }
}
