package io.qmp.server;

import io.qmp.api.Experimental;
import io.qmp.api.bind.Binder;
import io.qmp.api.spi.QmpPlugin;
import io.qmp.api.spi.ShutdownCause;
import io.qmp.api.wire.EventLoop;
import io.qmp.api.wire.QmpAddress;
import io.qmp.api.wire.Transport;
import io.qmp.api.wire.TransportProvider;
import io.qmp.api.wire.WireCodec;
import io.qmp.server.guard.LoopWatch;
import io.qmp.server.plugin.NamedPlugin;
import io.qmp.server.plugin.PluginLife;
import io.qmp.server.plugin.PluginSelection;
import io.qmp.server.plugin.Registration;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Puts a server together. What is not set is found: codec, transport and plugins by {@code ServiceLoader}.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public final class QmpServerBuilder {
    private final List<QmpPlugin> plugins = new ArrayList<>();
    private final List<Path> directories = new ArrayList<>();
    private final List<String> excluded = new ArrayList<>();
    private boolean installedPlugins = true;
    private ServerOptions options = ServerOptions.DEFAULT;
    private InstantSource clock = Clock.systemUTC();
    private Function<String, System.Logger> loggers = System::getLogger;
    private @Nullable WireCodec codec;
    private @Nullable Transport transport;
    private @Nullable EventLoop loop;
    private Alarm alarm = Alarm.onThreads();

    QmpServerBuilder() {}

    /** Adds a plugin. It takes the place of an installed one of the same class. */
    public QmpServerBuilder plugin(QmpPlugin plugin) {
        plugins.add(plugin);
        return this;
    }

    /**
     * Adds the plugins in a directory: each jar and each directory of jars in it. One that cannot be loaded is named in the log and left out.
     */
    public QmpServerBuilder pluginDirectory(Path directory) {
        directories.add(directory);
        return this;
    }

    /**
     * Leaves a plugin out, found or handed over, by the name it gives itself: by default that of its class. The server is not built if there is none of
     * that name.
     */
    public QmpServerBuilder withoutPlugin(String name) {
        excluded.add(name);
        return this;
    }

    /** Leaves out the plugins that are installed, on the module path or the class path. */
    public QmpServerBuilder withoutInstalledPlugins() {
        installedPlugins = false;
        return this;
    }

    /** Sets how the server behaves. */
    public QmpServerBuilder options(ServerOptions newOptions) {
        options = newOptions;
        return this;
    }

    /** Sets the clock that dates events. */
    public QmpServerBuilder clock(InstantSource newClock) {
        clock = newClock;
        return this;
    }

    /**
     * Sets the source of the loggers of what clients and plugins provoke; {@link System#getLogger(String)} unless given.
     * Their names are {@code io.qmp.server.command}, {@code .session} and {@code .plugin}.
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

    /** Sets the transport; whoever made it closes it, after the server has ended. */
    public QmpServerBuilder transport(Transport newTransport) {
        transport = newTransport;
        return this;
    }

    /**
     * Sets the loop. With a transport, it is one of the transport's. Without, the server has no transport and serves {@link QmpServer#openLocal} and
     * {@link QmpServer#serve} only.
     */
    public QmpServerBuilder loop(EventLoop newLoop) {
        loop = newLoop;
        return this;
    }

    /** Sets what watches over the shutdown. */
    QmpServerBuilder alarm(Alarm newAlarm) {
        alarm = newAlarm;
        return this;
    }

    /**
     * {@return the server, which takes no clients yet}
     *
     * @throws IllegalStateException if a plugin fails to register, the message says which one of which jar, and why; if two plugins claim one command or
     *     event; if no codec or transport is installed. Plugins that were asked to register are closed, by this thread
     * @throws IllegalArgumentException if a plugin is to be left out that there is not, or a plugin directory cannot be read
     */
    public QmpServer build() {
        List<NamedPlugin> chosen = selection().choose(plugins);
        WireCodec wire = codec != null ? codec : WireCodec.installed();
        Transport handedOver = transport;
        Optional<Transport> own = handedOver == null && loop == null
                ? Optional.of(TransportProvider.installed().open())
                : Optional.empty();
        Optional<Transport> used = own.or(() -> Optional.ofNullable(handedOver));
        PluginLife life = new PluginLife();
        try {
            EventLoop main = loop != null ? loop : used.orElseThrow().newEventLoop();
            return build(chosen, life, wire, main, used, own);
        } catch (Throwable e) {
            life.close();
            own.ifPresent(Transport::close);
            throw e;
        }
    }

    /**
     * Builds the server and serves clients at an address, one at a time.
     *
     * @param address {@code unix:PATH} or {@code tcp:HOST:PORT}
     * @return completes with the server when clients can connect; fails as {@link QmpServer#listen(QmpAddress)} does, and the server has ended then
     * @throws IllegalArgumentException if the address is none
     */
    public CompletionStage<QmpServer> listen(String address) {
        QmpAddress where = QmpAddress.parse(address);
        QmpServer server = build();
        return server.listen(where)
                .handle((listening, failure) -> failure)
                .thenCompose(failure -> failure == null
                        ? CompletableFuture.completedStage(server)
                        : server.shutdown(ShutdownCause.HOST_ERROR)
                                .thenCompose(cause -> CompletableFuture.<QmpServer>failedStage(failure)));
    }

    private QmpServer build(
            List<NamedPlugin> chosen,
            PluginLife life,
            WireCodec wire,
            EventLoop main,
            Optional<Transport> used,
            Optional<Transport> own) {
        Binder binder = wire.newBinder(options.compat());
        ExecutorService workers = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "qmp-worker");
            thread.setDaemon(true);
            return thread;
        });
        PluginView view = new PluginView(options.version(), main, clock);
        ServerLogs logs = ServerLogs.of(loggers, main);
        LoopWatch watch = new LoopWatch(main, options.timeLimits().blockedLoop(), logs.plugin());
        Registration registration = new Registration(binder, workers, view, watch);
        registration.add(NamedPlugin.of(new NegotiationPlugin()));
        life.register(chosen, registration);
        ShutdownDeadline deadline = new ShutdownDeadline(options.shutdownGrace(), alarm, life);
        ServerCore core = new ServerCore(
                options,
                logs,
                wire,
                binder,
                main,
                clock,
                registration.commands(),
                registration.gates(),
                registration.events(),
                registration.description(),
                life,
                deadline);
        view.complete(core);
        watch.watch();
        deadline.ended().thenRun(watch::close);
        core.ending()
                .sessionsClosed()
                .thenCompose(nothing -> release(workers, own))
                .whenComplete((nothing, failure) -> deadline.reached());
        deadline.ended().thenAccept(cause -> release(workers, own)); // again if all has been in order
        return new QmpServer(core, view, used, deadline.ended());
    }

    /** Ends the threads of a server; may be called more than once. */
    private static CompletionStage<Void> release(ExecutorService workers, Optional<Transport> own) {
        workers.shutdown();
        return own.map(Transport::close).orElse(CompletableFuture.completedStage(null));
    }

    private PluginSelection selection() {
        PluginSelection selection = installedPlugins ? PluginSelection.EMPTY.withInstalled() : PluginSelection.EMPTY;
        for (Path directory : directories) {
            selection = selection.withDirectory(directory);
        }
        for (String name : excluded) {
            selection = selection.without(name);
        }
        return selection;
    }
}
