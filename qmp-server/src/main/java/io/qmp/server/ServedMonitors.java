package io.qmp.server;

import io.qmp.api.wire.Connection;
import io.qmp.api.wire.WireFormat;
import io.qmp.server.monitor.Monitor;
import io.qmp.server.monitor.MonitorAddress;
import io.qmp.server.monitor.Monitors;
import io.qmp.server.session.SessionKind;
import java.lang.System.Logger.Level;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Adds monitors to a server, as its options say, and hands connections over to them. */
final class ServedMonitors {
    private static final System.Logger LOG = System.getLogger(QmpServer.class.getName());
    private static final String LOCAL = "local";

    private final Monitors monitors;
    private final AtomicInteger unnamed = new AtomicInteger();
    private @Nullable Monitor local;

    ServedMonitors(Monitors monitors) {
        this.monitors = monitors;
    }

    /** Adds a monitor; one without a label gets the next of QEMU's. May be called on any thread. */
    Monitor add(MonitorAddress address, MonitorOptions options) {
        String label = options.label().orElseGet(() -> "compat_monitor" + unnamed.getAndIncrement());
        WireFormat format = options.pretty() ? WireFormat.PRETTY_SERVER : WireFormat.SERVER;
        SessionKind kind = new SessionKind(label, format, options.order() == InBandOrder.SESSION);
        Monitor monitor = monitors.add(kind, address, options.clients(), options.backlog());
        options.stream().unheard().ifPresent(receiver -> monitors.record(monitor, format, receiver));
        return monitor;
    }

    /** Removes a monitor whose address cannot be used. */
    void forgetUnless(boolean open, Monitor monitor) {
        if (!open) {
            monitors.remove(monitor);
        }
    }

    /** Serves a new connection. On the loop. Returns whether that went well: the wrapper is a user's. */
    boolean arrived(Monitor monitor, Connection connection, MonitorOptions options) {
        Connection wrapped;
        try {
            wrapped = Objects.requireNonNull(options.stream().wrapper().apply(connection), "the wrapper returned null");
        } catch (Throwable e) {
            LOG.log(
                    Level.WARNING,
                    "the connection of " + connection.peer() + " is given up: its wrapper has failed",
                    e);
            connection.abort();
            return false;
        }
        monitor.arrived(wrapped);
        return true;
    }

    /** The monitor of all clients within the process; made on the loop for the first of them. */
    Monitor local() {
        Monitor monitor = local;
        if (monitor == null) {
            monitor = add(
                    MonitorAddress.device(LOCAL),
                    MonitorOptions.DEFAULT.withLabel(LOCAL).withClients(Integer.MAX_VALUE));
            local = monitor;
        }
        return monitor;
    }
}
