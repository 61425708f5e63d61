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
import io.qmp.server.plugin.InstalledPlugins;
import io.qmp.server.plugin.PluginDirectory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Binds {@link QmpServer}, a singleton.
 *
 * <p>Needs bindings of {@link WireCodec} and {@link Transport}, which the modules of codec and transport bring. {@link ServerOptions} and the clock,
 * {@link InstantSource}, have defaults and can be set through {@link OptionalBinder}. Plugins are a {@code Multibinder<QmpPlugin>}: those found here are in
 * it, others are added with one binding, and the injector fills their {@code @Inject} members. A plugin that is bound takes the place of one of the
 * same class that was found.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
@SuppressWarnings("exports") // whoever uses this class requires Guice; nobody else has to have it
public final class ServerModule extends AbstractModule {
    private final List<QmpPlugin> found;

    private ServerModule(List<QmpPlugin> found) {
        this.found = found;
    }

    /** {@return the module, with the plugins that {@code ServiceLoader} finds} */
    public static ServerModule withInstalledPlugins() {
        return new ServerModule(InstalledPlugins.find());
    }

    /** {@return the module, with no plugins but those that are bound elsewhere} */
    public static ServerModule withoutPlugins() {
        return new ServerModule(List.of());
    }

    /**
     * {@return this module, with the plugins in a directory, too: those of each jar and each directory of jars in it} One that cannot be
     * loaded is named in the log and left out.
     *
     * @param directory where they are
     * @throws IllegalArgumentException if it cannot be read
     */
    public ServerModule withPluginDirectory(Path directory) {
        return new ServerModule(Stream.concat(found.stream(), PluginDirectory.find(directory).stream())
                .toList());
    }

    /**
     * {@return this module, without one of the plugins that were found}
     *
     * @param name what the plugin calls itself, by default the name of its class
     * @throws IllegalArgumentException if there is none of that name
     */
    public ServerModule withoutPlugin(String name) {
        List<QmpPlugin> others =
                found.stream().filter(plugin -> !plugin.name().equals(name)).toList();
        if (others.size() == found.size()) {
            throw new IllegalArgumentException("there is no plugin " + name + ", but "
                    + found.stream().map(QmpPlugin::name).sorted().collect(Collectors.joining(", ")));
        }
        return new ServerModule(others);
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
        found.forEach(plugin -> binder.addBinding().toInstance(plugin));
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
        Set<Class<?>> bound = members.stream()
                .filter(plugin -> !found.contains(plugin))
                .map(Object::getClass)
                .collect(Collectors.toSet());
        members.stream()
                .filter(plugin -> !found.contains(plugin) || !bound.contains(plugin.getClass()))
                .forEach(builder::plugin);
        return builder.build();
    }
}
