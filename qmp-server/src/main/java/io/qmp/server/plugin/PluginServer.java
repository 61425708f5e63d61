package io.qmp.server.plugin;

import io.qmp.api.event.EventData;
import io.qmp.api.message.VersionInfo;
import io.qmp.api.schema.Schema;
import io.qmp.api.spi.MonitorInfo;
import io.qmp.api.spi.ServerContext;
import io.qmp.api.spi.ShutdownCause;
import io.qmp.api.wire.EventLoop;
import java.time.InstantSource;
import java.util.List;

/**
 * The server as one plugin sees it.
 *
 * @param server the server
 * @param loop its loop, where tasks of the plugin run as the plugin's code does
 */
record PluginServer(ServerContext server, EventLoop loop) implements ServerContext {
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
    public void disconnect(String monitor) {
        server.disconnect(monitor);
    }

    @Override
    public void shutdown(ShutdownCause cause) {
        server.shutdown(cause);
    }
}
