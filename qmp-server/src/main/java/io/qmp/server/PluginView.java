package io.qmp.server;

import io.qmp.api.event.EventData;
import io.qmp.api.message.VersionInfo;
import io.qmp.api.schema.Schema;
import io.qmp.api.spi.MonitorInfo;
import io.qmp.api.spi.ServerContext;
import io.qmp.api.spi.ShutdownCause;
import io.qmp.api.wire.EventLoop;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What plugins see of the server: there before they register, and complete when they have. */
final class PluginView implements ServerContext {
    private final VersionInfo version;
    private final EventLoop loop;
    private final InstantSource clock;
    private volatile @Nullable ServerCore core;

    PluginView(VersionInfo version, EventLoop loop, InstantSource clock) {
        this.version = version;
        this.loop = loop;
        this.clock = clock;
    }

    /** All plugins have registered. */
    void complete(ServerCore server) {
        core = server;
    }

    private ServerCore core() {
        return Objects.requireNonNull(core, "not before all plugins have registered");
    }

    @Override
    public VersionInfo version() {
        return version;
    }

    @Override
    public EventLoop loop() {
        return loop;
    }

    @Override
    public InstantSource clock() {
        return clock;
    }

    @Override
    public List<String> commandNames() {
        return core().commandNames();
    }

    @Override
    public Schema schema() {
        return core().schema();
    }

    @Override
    public List<MonitorInfo> monitors() {
        return core().monitors();
    }

    @Override
    public void emit(EventData event) {
        core().emit(event);
    }

    @Override
    public void disconnect(String monitor) {
        core().disconnect(monitor);
    }

    @Override
    public void shutdown(ShutdownCause cause) {
        core().shutdown(cause);
    }
}
