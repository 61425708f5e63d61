package io.qmp.server;

import io.qmp.api.Loggers;
import io.qmp.api.spi.MonitorSettings;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.WireFormat;
import io.qmp.server.monitor.Device;
import io.qmp.server.monitor.Devices;
import io.qmp.server.monitor.MonitorAddress;
import io.qmp.server.session.QueueKind;
import java.lang.System.Logger.Level;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Adds devices with monitors to a server, as its options say, and hands connections over to them. */
final class ServedMonitors {
    private static final System.Logger LOG = Loggers.named(QmpServer.class.getName());
    private static final String LOCAL = "local";

    private final Devices devices;
    private final AtomicInteger unnamed = new AtomicInteger();
    private @Nullable Device local;

    ServedMonitors(Devices devices) {
        this.devices = devices;
    }

    /** Adds a device, with its monitor if it has one. May be called on any thread. */
    Device add(MonitorAddress address, MonitorOptions options) {
        String label = options.label().orElseGet(() -> "compat_monitor" + unnamed.getAndIncrement());
        Device device = devices.add(label, address, options.clients(), options.backlog());
        WireFormat format = options.pretty() ? WireFormat.PRETTY_SERVER : WireFormat.SERVER;
        options.stream().unheard().ifPresent(receiver -> devices.record(device, format, receiver));
        if (options.isServed()) {
            MonitorSettings settings =
                    MonitorSettings.DEFAULT.withPretty(options.pretty()).withCloseAction(options.closeAction());
            device.serve(options.name().orElse(label), settings, queue(options.order()));
        }
        return device;
    }

    private static QueueKind queue(InBandOrder order) {
        return switch (order) {
            case SERVER -> QueueKind.SHARED;
            case SESSION -> QueueKind.OWN;
            case REPLIES -> QueueKind.OVERLAPPING;
        };
    }

    /** Removes a device whose address cannot be used. */
    void forgetUnless(boolean open, Device device) {
        if (!open) {
            devices.remove(device);
        }
    }

    /** Takes a new connection. On the loop. Returns whether that went well: the wrapper is a user's. */
    boolean arrived(Device device, Connection connection, MonitorOptions options) {
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
        device.arrived(wrapped);
        return true;
    }

    /** The device of all clients within the process; made on the loop for the first of them. */
    Device local() {
        Device device = local;
        if (device == null) {
            device = add(
                    MonitorAddress.device(LOCAL),
                    MonitorOptions.DEFAULT.withLabel(LOCAL).withClients(Integer.MAX_VALUE));
            local = device;
        }
        return device;
    }
}
