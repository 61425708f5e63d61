package io.qmp.server.monitor;

import io.qmp.api.log.RateLimitedLog;
import io.qmp.api.wire.Connection;
import java.lang.System.Logger.Level;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** The clients of one monitor that wait until they are served; their number is limited. */
public final class WaitingClients {
    private final int most;
    private final RateLimitedLog log;
    private final Set<WaitingClient> clients = new LinkedHashSet<>();

    /**
     * Makes a queue.
     *
     * @param most how many may wait
     */
    public WaitingClients(int most, RateLimitedLog log) {
        this.most = most;
        this.log = log;
    }

    /** Adds a client; aborts its connection if as many wait as may. */
    void add(Connection connection, String monitor) {
        if (clients.size() < most) {
            clients.add(new WaitingClient(connection, clients::remove));
        } else {
            log.log(
                    "turned away",
                    Level.WARNING,
                    () -> monitor + ": " + connection.peer() + " is turned away, as " + most + " clients wait already");
            connection.abort();
        }
    }

    /** Removes the client that has waited longest. */
    Optional<WaitingClient> next() {
        Iterator<WaitingClient> first = clients.iterator();
        if (!first.hasNext()) {
            return Optional.empty();
        }
        WaitingClient next = first.next();
        first.remove();
        return Optional.of(next);
    }

    /** Aborts the connections of all. */
    void close() {
        Set<WaitingClient> all = Set.copyOf(clients);
        clients.clear();
        all.forEach(WaitingClient::turnAway);
    }
}
