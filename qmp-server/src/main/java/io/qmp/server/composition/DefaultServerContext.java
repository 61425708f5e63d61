package io.qmp.server.composition;

import io.qmp.api.command.SessionInfo;
import io.qmp.api.event.EventData;
import io.qmp.api.message.Event;
import io.qmp.api.message.VersionInfo;
import io.qmp.api.schema.Schema;
import io.qmp.api.spi.CharacterDevice;
import io.qmp.api.spi.CharacterDevices;
import io.qmp.api.spi.DescriptorStore;
import io.qmp.api.spi.EventFilter;
import io.qmp.api.spi.MonitorInfo;
import io.qmp.api.spi.PluginRegistry;
import io.qmp.api.spi.Registration;
import io.qmp.api.spi.ServerContext;
import io.qmp.api.spi.ShutdownCause;
import io.qmp.api.wire.ConnectOptions;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.EventLoop;
import io.qmp.api.wire.ListenOptions;
import io.qmp.api.wire.Listener;
import io.qmp.api.wire.QmpAddress;
import io.qmp.server.event.RegisteredFilter;
import io.qmp.server.guard.LoopTasks;
import io.qmp.server.guard.PluginCode;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * The server as one plugin, or the program, sees it. Version, loop, clock, transport and descriptors are known while
 * plugins register, the rest afterwards.
 */
final class DefaultServerContext implements ServerContext {
    private final SharedContext shared;
    private final PluginCode plugin;
    private final EventLoop loop;

    /**
     * Makes the context.
     *
     * @param plugin the plugin's code
     * @param loop the server's loop, as the plugin sees it
     */
    DefaultServerContext(SharedContext shared, PluginCode plugin, EventLoop loop) {
        this.shared = shared;
        this.plugin = plugin;
        this.loop = loop;
    }

    private RunningServer server() {
        return shared.server();
    }

    @Override
    public VersionInfo version() {
        return shared.version();
    }

    @Override
    public EventLoop loop() {
        return loop;
    }

    @Override
    public InstantSource clock() {
        return shared.environment().clock();
    }

    @Override
    public List<String> commandNames() {
        return server().catalog().get().schema().commandNames();
    }

    @Override
    public Schema schema() {
        return server().catalog().get().schema().schema();
    }

    @Override
    public Registration register(Consumer<PluginRegistry> additions) {
        return server().catalog().register(plugin, additions);
    }

    @Override
    public List<MonitorInfo> monitors() {
        return server().devices().info();
    }

    @Override
    public CharacterDevices devices() {
        return server().pluginDevices();
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
    public void emit(SessionInfo session, Event event) {
        RunningServer server = server();
        server.events().emit(event, one -> server.sessions().send(session, one));
    }

    @Override
    public void filterEvents(SessionInfo session, EventFilter filter) {
        RunningServer server = server();
        EventFilter contained = new RegisteredFilter(filter, plugin);
        LoopTasks.run(loop, () -> server.sessions().filter(session, contained));
    }

    @Override
    public CompletionStage<Connection> connect(QmpAddress address, ConnectOptions options) {
        return shared.transport().connect(address, options, plugin);
    }

    @Override
    public CompletionStage<Listener> listen(QmpAddress address, ListenOptions options, Consumer<Connection> acceptor) {
        return shared.transport().listen(address, options, acceptor, plugin);
    }

    @Override
    public DescriptorStore descriptors() {
        return shared.descriptors();
    }

    @Override
    public void disconnect(String monitor) {
        RunningServer server = server();
        LoopTasks.run(loop, () -> server.pluginDevices().find(monitor).ifPresent(CharacterDevice::disconnect));
    }

    @Override
    public void disconnect(SessionInfo session) {
        RunningServer server = server();
        LoopTasks.run(loop, () -> server.sessions().disconnect(session));
    }

    @Override
    public void shutdown(ShutdownCause cause) {
        server().shutdown().request(cause);
    }
}
