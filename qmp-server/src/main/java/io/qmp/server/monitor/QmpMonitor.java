package io.qmp.server.monitor;

import io.qmp.api.spi.Monitor;
import io.qmp.api.spi.MonitorSettings;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.ConnectionHandler;
import io.qmp.api.wire.WireFormat;
import io.qmp.server.session.KeptReader;
import io.qmp.server.session.QueueKind;
import io.qmp.server.session.Released;
import io.qmp.server.session.SessionKind;
import io.qmp.server.session.SessionRegistry;
import java.util.List;
import java.util.Optional;

/** Serves the clients of a device with sessions of QMP. */
final class QmpMonitor implements FrontEnd, Monitor {
    private final String name;
    private final Device device;
    private final SessionRegistry sessions;
    private final QueueKind queue;
    private final KeptReader kept = new KeptReader();
    private volatile MonitorSettings settings; // changed on the loop, read on any thread

    /**
     * Makes a monitor.
     *
     * @param queue which in-band commands of its sessions wait for each other
     */
    QmpMonitor(String name, MonitorSettings settings, Device device, SessionRegistry sessions, QueueKind queue) {
        this.name = name;
        this.settings = settings;
        this.device = device;
        this.sessions = sessions;
        this.queue = queue;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public MonitorSettings settings() {
        return settings;
    }

    @Override
    public void settings(MonitorSettings changed) {
        boolean formatChanges = changed.pretty() != settings.pretty();
        settings = changed;
        if (formatChanges) {
            sessions.format(device.label(), format());
        }
    }

    private WireFormat format() {
        return sessions.format(settings.pretty());
    }

    @Override
    public ConnectionHandler open(Connection connection) {
        SessionKind kind = new SessionKind(device.label(), format(), queue, settings.outOfBand(), kept);
        return sessions.open(connection, kind, device::left);
    }

    @Override
    public List<Released> release() {
        return sessions.release(device.label());
    }

    @Override
    public void disconnect() {
        sessions.disconnect(device.label());
    }

    @Override
    public Optional<Monitor> monitor() {
        return Optional.of(this);
    }

    @Override
    public void close() {
        device.stopServing(this);
    }
}
