package io.qmp.server.monitor;

import io.qmp.api.log.RateLimitedLog;
import io.qmp.api.message.Event;
import io.qmp.api.spi.CharacterDevice;
import io.qmp.api.spi.MonitorInfo;
import io.qmp.api.spi.MonitorSettings;
import io.qmp.api.wire.WireFormat;
import io.qmp.server.descriptor.HeldDescriptors;
import io.qmp.server.event.Broadcast;
import io.qmp.server.guard.Each;
import io.qmp.server.session.QueueKind;
import io.qmp.server.session.SessionRegistry;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The devices of a server with their monitors; sends events to the clients of all. */
public final class Devices implements Broadcast, Device.Host {
    private final SessionRegistry sessions;
    private final HeldDescriptors descriptors;
    private final RateLimitedLog log;
    private final List<Device> devices = new CopyOnWriteArrayList<>();
    private final List<UnheardEvents> records = new CopyOnWriteArrayList<>();
    private boolean closed;

    /**
     * Makes an empty list.
     *
     * @param sessions begins the sessions of clients
     * @param descriptors what clients have left
     * @param log receives what clients can provoke
     */
    public Devices(SessionRegistry sessions, HeldDescriptors descriptors, RateLimitedLog log) {
        this.sessions = sessions;
        this.descriptors = descriptors;
        this.log = log;
    }

    /**
     * Adds a device without a monitor. May be called on any thread.
     *
     * @param label its name
     * @param address where it is
     * @param clients how many clients it serves at a time
     * @param backlog how many further clients may wait
     */
    public Device add(String label, MonitorAddress address, int clients, int backlog) {
        Device device = new Device(label, address, clients, new WaitingClients(backlog, log, sessions::refused), this);
        devices.add(device);
        return device;
    }

    @Override
    public FrontEnd monitor(String name, MonitorSettings settings, Device device, QueueKind queue) {
        return new QmpMonitor(name, settings, device, sessions, queue);
    }

    /** Hands events that no client of a device hears to a receiver. May be called on any thread. */
    public void record(Device device, WireFormat format, Consumer<ByteBuffer> receiver) {
        records.add(new UnheardEvents(device, format, receiver));
    }

    /** Sends an event to all clients that hear events, and to the records of monitors without a client. */
    @Override
    public void send(Event event) {
        sessions.send(event);
        if (!records.isEmpty()) {
            records.forEach(record -> record.send(event, sessions));
        }
    }

    @Override
    public void throttled(Event event) {
        sessions.throttled(event);
    }

    /** Removes a device. May be called on any thread. */
    @Override
    public void remove(Device device) {
        devices.remove(device);
        records.removeIf(record -> record.device() == device);
    }

    @Override
    public void forgetDescriptors(String label) {
        descriptors.forget(label);
    }

    /** {@return the devices as plugins see them. May be called on any thread} */
    public List<CharacterDevice> all() {
        return List.copyOf(devices);
    }

    /** {@return the monitors as plugins see them. May be called on any thread} */
    public List<MonitorInfo> info() {
        return devices.stream()
                .filter(device -> device.monitor().isPresent())
                .map(Device::info)
                .toList();
    }

    /** {@return whether no client is served any more that is not served already} */
    boolean isClosed() {
        return closed;
    }

    /** Stops all devices: no client is served that is not served already. On the loop. */
    public void close() {
        closed = true;
        Each.of(devices, Device::stop);
    }
}
