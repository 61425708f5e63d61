package io.qmp.server;

import io.qmp.api.Experimental;
import io.qmp.api.Loggers;
import io.qmp.api.error.ConnectFailedException;
import io.qmp.api.spi.PluginRegistry;
import io.qmp.api.spi.QmpPlugin;
import io.qmp.api.spi.ServerMetrics;
import io.qmp.api.spi.ShutdownCause;
import io.qmp.api.wire.EventLoop;
import io.qmp.api.wire.QmpAddress;
import io.qmp.api.wire.Transport;
import io.qmp.api.wire.Transports;
import io.qmp.api.wire.WireCodec;
import io.qmp.server.composition.Alarm;
import io.qmp.server.composition.RunningServer;
import io.qmp.server.composition.ServerEnvironment;
import io.qmp.server.composition.ServerFactory;
import io.qmp.server.composition.ServerResources;
import io.qmp.server.plugin.CorePluginCheck;
import io.qmp.server.plugin.NamedPlugin;
import io.qmp.server.plugin.PluginSelection;
import io.qmp.server.session.Dialect;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Builder of {@link QmpServer}. Codec, transport and plugins that are not set are found with {@code ServiceLoader}.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public final class QmpServerBuilder {
    private final List<QmpPlugin> plugins = new ArrayList<>();
    private final List<Path> directories = new ArrayList<>();
    private final List<String> excluded = new ArrayList<>();
    private Supplier<PluginSelection> installed = PluginSelection.EMPTY::withInstalled;
    private ServerOptions options = ServerOptions.DEFAULT;
    private InstantSource clock = Clock.systemUTC();
    private Function<String, System.Logger> loggers = Loggers::named;
    private @Nullable WireCodec codec;
    private @Nullable Transport transport;
    private @Nullable String transportName;
    private @Nullable EventLoop loop;
    private Alarm alarm = Alarm.onThreads();
    private Dialect dialect = Dialect.QMP;
    private Consumer<? super QmpPlugin> preparation = plugin -> {};
    private CompletionStage<?> ready = CompletableFuture.completedFuture(null);

    QmpServerBuilder() {}

    /** Adds a plugin. It replaces an installed plugin of the same class. */
    public QmpServerBuilder plugin(QmpPlugin plugin) {
        plugins.add(plugin);
        return this;
    }

    /** Adds a receiver of what the server does, as a plugin does with {@link PluginRegistry#metrics}. */
    public QmpServerBuilder metrics(ServerMetrics metrics) {
        return plugin(new MetricsPlugin(metrics));
    }

    /**
     * Adds the plugins in a directory: each jar and each directory of jars in it. A plugin that cannot be loaded is
     * named in the log and left out.
     */
    public QmpServerBuilder pluginDirectory(Path directory) {
        directories.add(directory);
        return this;
    }

    /**
     * Leaves out a plugin, found or added, by {@linkplain QmpPlugin#name its name}: by default that of its class.
     * {@link #build} fails if there is no plugin of that name.
     */
    public QmpServerBuilder withoutPlugin(String name) {
        excluded.add(name);
        return this;
    }

    /** Leaves out the installed plugins: those on the module path or the class path. */
    public QmpServerBuilder withoutInstalledPlugins() {
        installed = () -> PluginSelection.EMPTY;
        return this;
    }

    /**
     * Sets the installed plugins, instead of looking for them on the module path or the class path: for containers
     * that find plugins in their own way.
     */
    public QmpServerBuilder installedPlugins(Collection<? extends QmpPlugin> found) {
        List<QmpPlugin> copy = List.copyOf(found);
        installed = () -> PluginSelection.EMPTY.withInstalled(copy);
        return this;
    }

    /**
     * Sets what is done with each plugin of the server before it registers, by the thread that {@linkplain #build
     * builds}: for containers that inject into plugins which they have not made. If it throws, the server is not built.
     */
    public QmpServerBuilder beforeRegistering(Consumer<? super QmpPlugin> action) {
        preparation = action;
        return this;
    }

    /**
     * Makes the server a guest agent: its sessions have no greeting, no negotiation, no events and no out-of-band
     * execution, and lines end with LF. As in {@code qemu-ga}, {@code guest-sync-delimited} sends the byte 0xFF in
     * front of its reply, commands such as {@code guest-shutdown} have no reply when they succeed, and what a client
     * leaves unfinished is the beginning of what the next one sends. Installed plugins, which bring commands of QMP,
     * are left out; {@code AgentPlugin} of the module {@code io.qmp.plugin.core} brings the commands that each agent
     * has.
     */
    public QmpServerBuilder guestAgent() {
        dialect = Dialect.AGENT;
        return withoutInstalledPlugins();
    }

    /** Sets the options. */
    public QmpServerBuilder options(ServerOptions newOptions) {
        options = newOptions;
        return this;
    }

    /**
     * Holds commands back until a stage completes, normally or not: for a program that opens several monitors, or sets
     * up more after the first. Until then clients are greeted, and all their commands wait, {@code qmp_capabilities}
     * too, as those of QEMU wait for its main loop. The time limit for negotiation begins then. A server that is shut
     * down before executes none of them. By default nothing is held back.
     *
     * @param stage may complete on any thread
     */
    public QmpServerBuilder executeAfter(CompletionStage<?> stage) {
        ready = stage;
        return this;
    }

    /** Sets the clock for the timestamps of events. */
    public QmpServerBuilder clock(InstantSource newClock) {
        clock = newClock;
        return this;
    }

    /**
     * Sets the source of the loggers of what clients and plugins provoke; the default is {@link
     * System#getLogger(String)}. Their names are {@code io.qmp.server.command}, {@code .session} and {@code .plugin}.
     */
    public QmpServerBuilder loggers(Function<String, System.Logger> source) {
        loggers = source;
        return this;
    }

    /** Sets the codec. */
    public QmpServerBuilder codec(WireCodec newCodec) {
        codec = newCodec;
        return this;
    }

    /** Sets the transport. The caller closes it, after the server has ended. */
    public QmpServerBuilder transport(Transport newTransport) {
        transport = newTransport;
        return this;
    }

    /**
     * Sets which of the {@linkplain Transports#installed installed} transports to use, instead of choosing by
     * scheme and priority. Has no effect if a transport is handed over.
     *
     * @param name its name, such as {@code vertx}; {@link #build} fails if it is not there
     */
    public QmpServerBuilder transport(String name) {
        transportName = name;
        return this;
    }

    /**
     * Sets the loop. With a transport, it must be one of the transport's. Without one, the server has no transport,
     * and only {@link QmpServer#openLocal} and {@link QmpServer#serve} work.
     */
    public QmpServerBuilder loop(EventLoop newLoop) {
        loop = newLoop;
        return this;
    }

    /** Sets what measures the time of a shutdown. */
    QmpServerBuilder alarm(Alarm newAlarm) {
        alarm = newAlarm;
        return this;
    }

    /**
     * {@return the server, which serves no clients yet}
     *
     * @throws IllegalStateException if a plugin fails to register (the message names plugin, jar and cause); if two
     *     plugins claim one command or event; if no codec or transport is installed. Plugins whose
     *     {@code register} was called are closed, by this thread
     * @throws IllegalArgumentException if a plugin that is to be left out does not exist, or a plugin directory cannot
     *     be read
     */
    public QmpServer build() {
        return build(() -> transports().open());
    }

    private Transports transports() {
        Transports installed = Transports.installed();
        return transportName == null ? installed : installed.only(transportName);
    }

    private QmpServer build(Supplier<Transport> newTransport) {
        PluginSelection selection = selection();
        List<NamedPlugin> chosen = selection.choose(plugins);
        chosen.forEach(plugin -> plugin.prepare(preparation));
        WireCodec wire = codec != null ? codec : WireCodec.installed();
        Optional<Transport> own =
                transport == null && loop == null ? Optional.of(newTransport.get()) : Optional.empty();
        Optional<Transport> used = transport == null ? own : Optional.of(Transports.contained(transport));
        ServerResources resources = new ServerResources(used, own.isPresent());
        try {
            EventLoop main = loop != null ? loop : used.orElseThrow().newEventLoop();
            ServerEnvironment environment = new ServerEnvironment(wire, main, clock, alarm, loggers);
            ServerFactory factory = new ServerFactory(options.settings(dialect), environment, resources, ready);
            RunningServer server = factory.server(chosen);
            if (selection.looksForInstalled()) {
                CorePluginCheck.check(server.catalog().commands(), loggers);
            }
            return new QmpServer(server, factory.context(), used);
        } catch (Throwable e) {
            resources.release();
            throw e;
        }
    }

    /**
     * Builds the server and serves clients at an address, one at a time.
     *
     * @param address {@code unix:PATH}, {@code tcp:HOST:PORT}, or of another scheme that an installed transport serves
     * @return completes with the server when clients can connect; fails as {@link QmpServer#listen(QmpAddress)} does,
     *     after the server has ended, and with the {@link IllegalStateException} of {@link #build}
     * @throws IllegalArgumentException if {@code address} is not an address, or as {@link #build} says
     */
    public CompletableFuture<QmpServer> listen(String address) {
        QmpAddress where = QmpAddress.parse(address);
        QmpServer server;
        try {
            server = build(() -> transports().openFor(where));
        } catch (ConnectFailedException | IllegalStateException e) {
            return CompletableFuture.failedFuture(e);
        }
        return server.listen(where)
                .handle((listening, failure) -> failure)
                .thenCompose(failure -> failure == null
                        ? CompletableFuture.completedFuture(server)
                        : server.shutdown(ShutdownCause.HOST_ERROR)
                                .thenCompose(cause -> CompletableFuture.<QmpServer>failedFuture(failure)));
    }

    private PluginSelection selection() {
        PluginSelection selection = installed.get();
        for (Path directory : directories) {
            selection = selection.withDirectory(directory);
        }
        for (String name : excluded) {
            selection = selection.without(name);
        }
        return selection;
    }
}
