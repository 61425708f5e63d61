package io.qmp.server.plugin;

import io.qmp.api.command.SessionInfo;
import io.qmp.api.event.EventData;
import io.qmp.api.message.Event;
import io.qmp.api.message.VersionInfo;
import io.qmp.api.schema.Schema;
import io.qmp.api.spi.EventFilter;
import io.qmp.api.spi.MonitorInfo;
import io.qmp.api.spi.ServerContext;
import io.qmp.api.spi.ShutdownCause;
import io.qmp.api.wire.EventLoop;
import io.qmp.server.event.RegisteredFilter;
import io.qmp.server.guard.PluginCode;
import java.time.InstantSource;
import java.util.List;

/**
 * The server as one plugin sees it.
 *
 * @param server the server
 * @param plugin the plugin's code
 * @param loop its loop, where tasks of the plugin run as the plugin's code does
 */
record PluginServer(ServerContext server, PluginCode plugin, EventLoop loop) implements ServerContext {
    PluginServer(ServerContext server, PluginCode plugin) {
        this(server, plugin, plugin.loop());
    }

    @Override
    public VersionInfo version() {
        return server.version();
    }

    @Override
    public InstantSource clock() {
        return server.clock();
    }

    @Override
    public List<String> commandNames() {
        return server.commandNames();
    }

    @Override
    public Schema schema() {
        return server.schema();
    }

    @Override
    public List<MonitorInfo> monitors() {
        return server.monitors();
    }

    @Override
    public void emit(EventData event) {
        server.emit(event);
    }

    @Override
    public void emit(Event event) {
        server.emit(event);
    }

    @Override
    public void filterEvents(SessionInfo session, EventFilter filter) {
        server.filterEvents(session, new RegisteredFilter(filter, plugin));
    }

    @Override
    public void disconnect(String monitor) {
        server.disconnect(monitor);
    }

    @Override
    public void shutdown(ShutdownCause cause) {
        server.shutdown(cause);
    }
}
