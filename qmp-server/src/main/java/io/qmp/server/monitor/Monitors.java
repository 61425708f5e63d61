package io.qmp.server.monitor;

import io.qmp.api.log.RateLimitedLog;
import io.qmp.api.message.Event;
import io.qmp.api.spi.MonitorInfo;
import io.qmp.api.wire.Listener;
import io.qmp.api.wire.WireFormat;
import io.qmp.server.event.Broadcast;
import io.qmp.server.guard.Each;
import io.qmp.server.session.SessionKind;
import io.qmp.server.session.SessionRegistry;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The monitors of a server and the listeners of their addresses; sends events to the clients of all. */
public final class Monitors implements Broadcast {
    private final SessionRegistry sessions;
    private final RateLimitedLog log;
    private final List<Monitor> monitors = new CopyOnWriteArrayList<>();
    private final List<UnheardEvents> records = new CopyOnWriteArrayList<>();
    private final List<Listener> listeners = new ArrayList<>();
    private boolean closed;

    /**
     * Makes an empty list.
     *
     * @param sessions begins the sessions of clients
     * @param log receives what clients can provoke
     */
    public Monitors(SessionRegistry sessions, RateLimitedLog log) {
        this.sessions = sessions;
        this.log = log;
    }

    /**
     * Adds a monitor. May be called on any thread.
     *
     * @param kind its label, and how its sessions are
     * @param address where it is
     * @param clients how many clients it serves at a time
     * @param backlog how many further clients may wait
     */
    public Monitor add(SessionKind kind, MonitorAddress address, int clients, int backlog) {
        Monitor monitor = new Monitor(
                kind.monitor(),
                address,
                clients,
                new WaitingClients(backlog, log, sessions::refused),
                (connection, at) -> {
                    at.begins(connection);
                    return sessions.open(connection, kind, at::left);
                });
        monitors.add(monitor);
        return monitor;
    }

    /** Hands events that no client of a monitor hears to a receiver. May be called on any thread. */
    public void record(Monitor monitor, WireFormat format, Consumer<ByteBuffer> receiver) {
        records.add(new UnheardEvents(monitor, format, receiver));
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

    /** Removes a monitor whose address cannot be used. May be called on any thread. */
    public void remove(Monitor monitor) {
        monitors.remove(monitor);
        records.removeIf(record -> record.monitor() == monitor);
    }

    /** {@return the monitors as plugins see them. May be called on any thread} */
    public List<MonitorInfo> info() {
        return monitors.stream().map(Monitor::info).toList();
    }

    /** Closes the listener of a monitor when this list is closed; both at once if it is closed. On the loop. */
    public void closeAtEnd(Listener listener, Monitor monitor) {
        if (closed) {
            listener.close();
            monitor.close();
        } else {
            listeners.add(listener);
        }
    }

    /** Closes all listeners and monitors: no client is served that is not served already. On the loop. */
    public void close() {
        closed = true;
        Each.of(listeners, Listener::close);
        Each.of(monitors, Monitor::close);
    }
}
