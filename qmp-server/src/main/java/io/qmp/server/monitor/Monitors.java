package io.qmp.server.monitor;

import io.qmp.api.log.RateLimitedLog;
import io.qmp.api.spi.MonitorInfo;
import io.qmp.api.wire.Listener;
import io.qmp.server.guard.Each;
import io.qmp.server.session.SessionKind;
import io.qmp.server.session.SessionRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The monitors of a server and the listeners of their addresses. */
public final class Monitors {
    private final SessionRegistry sessions;
    private final RateLimitedLog log;
    private final List<Monitor> monitors = new CopyOnWriteArrayList<>();
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
     * @param address its address, as text
     * @param clients how many clients it serves at a time
     * @param backlog how many further clients may wait
     */
    public Monitor add(SessionKind kind, String address, int clients, int backlog) {
        Monitor monitor = new Monitor(
                kind.monitor(),
                address,
                clients,
                new WaitingClients(backlog, log, sessions::refused),
                (connection, at) -> sessions.open(connection, kind, at::left));
        monitors.add(monitor);
        return monitor;
    }

    /** Removes a monitor whose address cannot be used. May be called on any thread. */
    public void remove(Monitor monitor) {
        monitors.remove(monitor);
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
