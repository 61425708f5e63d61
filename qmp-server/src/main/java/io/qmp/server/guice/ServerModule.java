package io.qmp.server.guice;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.multibindings.OptionalBinder;
import io.qmp.api.Experimental;
import io.qmp.api.spi.QmpPlugin;
import io.qmp.api.wire.Transport;
import io.qmp.api.wire.WireCodec;
import io.qmp.server.QmpServer;
import io.qmp.server.QmpServerBuilder;
import io.qmp.server.ServerOptions;
import io.qmp.server.plugin.NamedPlugin;
import io.qmp.server.plugin.PluginSelection;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Binds {@link QmpServer}, a singleton.
 *
 * <p>Requires bindings of {@link WireCodec} and {@link Transport}, which the modules of codec and transport have.
 * {@link ServerOptions} and the clock, {@link InstantSource}, have defaults and can be set through {@link
 * OptionalBinder}. Plugins are a {@code Multibinder<QmpPlugin>}: it contains the found plugins, others are added with
 * one binding each, and the injector fills their {@code @Inject} members. A bound plugin replaces a found one of the
 * same class.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
@SuppressWarnings("exports") // users of this class require Guice; other users need not have it
public final class ServerModule extends AbstractModule {
    private final PluginSelection plugins;

    private ServerModule(PluginSelection plugins) {
        this.plugins = plugins;
    }

    /** {@return the module, with the plugins that {@code ServiceLoader} finds} */
    public static ServerModule withInstalledPlugins() {
        return new ServerModule(PluginSelection.EMPTY.withInstalled());
    }

    /** {@return the module without found plugins: only bound ones are used} */
    public static ServerModule withoutPlugins() {
        return new ServerModule(PluginSelection.EMPTY);
    }

    /**
     * {@return this module with the plugins in a directory: each jar and each directory of jars in it} A plugin that
     * cannot be loaded is named in the log and left out.
     *
     * @param directory the directory
     * @throws IllegalArgumentException if it cannot be read
     */
    public ServerModule withPluginDirectory(Path directory) {
        return new ServerModule(plugins.withDirectory(directory));
    }

    /**
     * {@return this module without a plugin, found or bound} Creating the server fails if there is no plugin of that
     * name.
     *
     * @param name the name of the plugin, by default that of its class
     */
    public ServerModule withoutPlugin(String name) {
        return new ServerModule(plugins.without(name));
    }

    @Override
    protected void configure() {
        OptionalBinder.newOptionalBinder(binder(), ServerOptions.class)
                .setDefault()
                .toInstance(ServerOptions.DEFAULT);
        OptionalBinder.newOptionalBinder(binder(), InstantSource.class)
                .setDefault()
                .toInstance(Clock.systemUTC());
        Multibinder<QmpPlugin> binder = Multibinder.newSetBinder(binder(), QmpPlugin.class);
        plugins.found().forEach(plugin -> binder.addBinding().toInstance(plugin));
    }

    @Provides
    @Singleton
    QmpServer server(
            WireCodec codec, Transport transport, Set<QmpPlugin> members, ServerOptions options, InstantSource clock) {
        QmpServerBuilder builder = QmpServer.builder()
                .codec(codec)
                .transport(transport)
                .clock(clock)
                .options(options)
                .withoutInstalledPlugins();
        Set<QmpPlugin> bound = new LinkedHashSet<>(members);
        plugins.found().forEach(bound::remove);
        List<QmpPlugin> chosen =
                plugins.choose(bound).stream().map(NamedPlugin::plugin).toList();
        if (plugins.looksForInstalled()) {
            builder.installedPlugins(chosen);
        } else {
            chosen.forEach(builder::plugin);
        }
        return builder.build();
    }
}
