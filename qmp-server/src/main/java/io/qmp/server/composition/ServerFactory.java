package io.qmp.server.composition;

import io.qmp.api.bind.Binder;
import io.qmp.api.log.LoopWatch;
import io.qmp.api.message.Greeting;
import io.qmp.api.message.WireNames;
import io.qmp.api.spi.GreetingSource;
import io.qmp.api.spi.ServerContext;
import io.qmp.api.wire.Transports;
import io.qmp.server.descriptor.HeldDescriptors;
import io.qmp.server.dispatch.Dispatcher;
import io.qmp.server.dispatch.ErrorMapper;
import io.qmp.server.dispatch.InBandQueue;
import io.qmp.server.dispatch.SlowCommands;
import io.qmp.server.event.EventHub;
import io.qmp.server.guard.LoopTasks;
import io.qmp.server.guard.PluginCode;
import io.qmp.server.monitor.Devices;
import io.qmp.server.monitor.ServerDevices;
import io.qmp.server.plugin.AllRegistrations;
import io.qmp.server.plugin.CurrentCatalog;
import io.qmp.server.plugin.NamedPlugin;
import io.qmp.server.plugin.PluginLife;
import io.qmp.server.plugin.Registered;
import io.qmp.server.plugin.SessionRules;
import io.qmp.server.schema.RecordedSchema;
import io.qmp.server.schema.SchemaRules;
import io.qmp.server.session.CommandExecution;
import io.qmp.server.session.Dialect;
import io.qmp.server.session.NegotiationConfig;
import io.qmp.server.session.SessionConfig;
import io.qmp.server.session.SessionObservers;
import io.qmp.server.session.SessionRegistry;
import io.qmp.server.session.Taps;
import io.qmp.server.transport.LentTransport;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Puts a server together: the one place where its parts are made, one method each, in the order of the walk. */
public final class ServerFactory {
    private final ServerSettings settings;
    private final ServerEnvironment environment;
    private final ServerResources resources;
    private final ServerLogs logs;
    private final LoopWatch watch;
    private final SharedContext shared;
    private final Binder binder;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();

    /**
     * Makes a factory for one server.
     *
     * @param settings how the server behaves
     * @param environment what it uses
     * @param resources what it owns, and releases when it has ended
     * @param ready no in-band command is executed before it completes
     */
    public ServerFactory(
            ServerSettings settings,
            ServerEnvironment environment,
            ServerResources resources,
            CompletionStage<?> ready) {
        this.settings = settings;
        this.environment = environment;
        this.resources = resources;
        this.logs = ServerLogs.of(environment.loggers(), environment.loop());
        this.watch = new LoopWatch(environment.loop(), settings.times().blockedLoop(), logs.plugin());
        this.shared = new SharedContext(
                settings.greeting().version(),
                environment,
                new LentTransport(resources.transport(), environment.loop()),
                new HeldDescriptors(),
                new CompletableFuture<>());
        this.binder = newBinder();
        ready.whenComplete((result, failure) -> LoopTasks.run(environment.loop(), () -> this.ready.complete(null)));
    }

    private Binder newBinder() {
        return environment
                .codec()
                .newBinder(settings.compat(), settings.greeting().version().qemu());
    }

    /** {@return the server as the program sees it} */
    public ServerContext context() {
        PluginCode program = new PluginCode("the program", ServerFactory.class, watch);
        return new DefaultServerContext(shared, program, environment.loop());
    }

    /**
     * {@return the server, which has no monitor yet}
     *
     * @param chosen its plugins
     * @throws IllegalStateException if a plugin fails to register, or two claim one command or event. The plugins whose
     *     {@code register} was called are closed
     */
    public RunningServer server(List<NamedPlugin> chosen) {
        PluginLife plugins = new PluginLife();
        try {
            RunningServer server = server(registrations(chosen, plugins), plugins);
            watch.watch();
            server.shutdown().closed().thenRun(watch::close);
            shared.registered().complete(server);
            return server;
        } catch (Throwable e) {
            plugins.close();
            LoopTasks.run(environment.loop(), shared::close);
            throw e;
        }
    }

    private AllRegistrations registrations(List<NamedPlugin> chosen, PluginLife plugins) {
        AllRegistrations registrations = new AllRegistrations(
                this::newBinder,
                resources.workers(),
                plugin -> new DefaultServerContext(shared, plugin, plugin.loop()),
                watch);
        if (settings.greeting().dialect() == Dialect.QMP) {
            registrations.add(NamedPlugin.of(new NegotiationPlugin()));
        }
        plugins.register(chosen, registrations);
        return registrations;
    }

    private RunningServer server(AllRegistrations registrations, PluginLife plugins) {
        Registered registered = registrations.result();
        CurrentCatalog catalog = new CurrentCatalog(registrations, registered, schemaRules(registered));
        SlowCommands slow =
                new SlowCommands(environment.loop(), settings.times().slowCommand(), logs.command());
        SessionRegistry sessions = sessions(dispatcher(catalog, registered, slow), registered.sessions());
        Devices devices = new Devices(sessions, shared.descriptors(), logs.session());
        EventHub events = events(catalog, devices);
        ShutdownDeadline shutdown =
                shutdown(new GracefulShutdown(settings.times().shutdownGrace(), devices, plugins, sessions, () -> {
                    shared.close();
                    events.close();
                    catalog.close();
                }));
        ServerDevices pluginDevices =
                new ServerDevices(devices, resources.transport().map(Transports::contained), environment.loop());
        return new RunningServer(catalog, events, devices, pluginDevices, sessions, shutdown);
    }

    private Dispatcher dispatcher(CurrentCatalog catalog, Registered registered, SlowCommands slow) {
        return new Dispatcher(
                catalog::commands, settings.compat(), registered.interceptors(), new ErrorMapper(logs.command()), slow);
    }

    private SessionRegistry sessions(Dispatcher dispatcher, SessionRules rules) {
        SessionConfig config = new SessionConfig(
                negotiation(rules),
                new CommandExecution(dispatcher, new InBandQueue(1, ready), false),
                rules.filters(),
                settings.sessions(),
                new SessionObservers(
                        logs.session(), rules.metrics().orElse(null), new Taps(rules.taps(), logs.session())));
        return new SessionRegistry(
                environment.codec(), settings.greeting().version().qemu(), config, environment.loop());
    }

    private NegotiationConfig negotiation(SessionRules rules) {
        return new NegotiationConfig(
                settings.greeting().dialect(),
                rules.greeting().orElseGet(this::greeting),
                binder,
                settings.greeting().dialect() == Dialect.QMP ? settings.times().negotiation() : Optional.empty());
    }

    private GreetingSource greeting() {
        boolean outOfBand = settings.greeting().outOfBand();
        CompletableFuture<Greeting> known = CompletableFuture.completedFuture(
                Greeting.of(settings.greeting().version(), outOfBand ? List.of(WireNames.OOB) : List.of()));
        return session -> known;
    }

    private EventHub events(CurrentCatalog catalog, Devices devices) {
        return new EventHub(catalog::events, settings.compat(), environment.loop(), environment.clock(), devices);
    }

    private SchemaRules schemaRules(Registered registered) {
        return new SchemaRules(
                binder,
                settings.typeNames(),
                settings.compat(),
                registered.recorded().map(RecordedSchema::new));
    }

    private ShutdownDeadline shutdown(GracefulShutdown graceful) {
        return new ShutdownDeadline(settings.times().shutdownGrace(), environment.alarm(), graceful, resources);
    }
}
