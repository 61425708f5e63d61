package io.qmp.server.composition;

import io.qmp.api.command.SessionInfo;
import io.qmp.api.event.EventData;
import io.qmp.api.log.LoopWatch;
import io.qmp.api.message.Event;
import io.qmp.api.message.VersionInfo;
import io.qmp.api.schema.Schema;
import io.qmp.api.spi.EventFilter;
import io.qmp.api.spi.MonitorInfo;
import io.qmp.api.spi.ServerContext;
import io.qmp.api.spi.ShutdownCause;
import io.qmp.api.wire.EventLoop;
import io.qmp.server.event.RegisteredFilter;
import io.qmp.server.guard.LoopTasks;
import io.qmp.server.guard.PluginCode;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/** The server as plugins see it. Version, loop and clock are known while plugins register, the rest afterwards. */
final class DefaultServerContext implements ServerContext {
    private final VersionInfo version;
    private final ServerEnvironment environment;
    private final LoopWatch watch;
    private final CompletableFuture<RunningServer> registered;

    /**
     * Makes the context.
     *
     * @param registered completes with the server when all plugins have registered
     */
    DefaultServerContext(
            VersionInfo version,
            ServerEnvironment environment,
            LoopWatch watch,
            CompletableFuture<RunningServer> registered) {
        this.version = version;
        this.environment = environment;
        this.watch = watch;
        this.registered = registered;
    }

    private RunningServer server() {
        return Objects.requireNonNull(registered.getNow(null), "not before all plugins have registered");
    }

    @Override
    public VersionInfo version() {
        return version;
    }

    @Override
    public EventLoop loop() {
        return environment.loop();
    }

    @Override
    public InstantSource clock() {
        return environment.clock();
    }

    @Override
    public List<String> commandNames() {
        return server().schema().commandNames();
    }

    @Override
    public Schema schema() {
        return server().schema().schema();
    }

    @Override
    public List<MonitorInfo> monitors() {
        return server().monitors().info();
    }

    @Override
    public void emit(EventData event) {
        server().events().emit(event);
    }

    @Override
    public void emit(Event event) {
        server().events().emit(event);
    }

    @Override
    public void filterEvents(SessionInfo session, EventFilter filter) {
        EventFilter contained = filter instanceof RegisteredFilter registered
                ? registered
                : new RegisteredFilter(filter, codeOf(filter));
        RunningServer server = server();
        LoopTasks.run(loop(), () -> server.sessions().filter(session, contained));
    }

    /** What the program does by itself, and not by a plugin. */
    private PluginCode codeOf(Object called) {
        return new PluginCode("the program", called.getClass(), watch);
    }

    @Override
    public void disconnect(String monitor) {
        RunningServer server = server();
        LoopTasks.run(loop(), () -> server.sessions().disconnect(monitor));
    }

    @Override
    public void shutdown(ShutdownCause cause) {
        server().shutdown().request(cause);
    }
}
