package io.qmp.server.monitor;

import io.qmp.api.log.RateLimitedLog;
import io.qmp.api.wire.Connection;
import java.lang.System.Logger.Level;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The clients of one monitor that wait until they are served; their number is limited. */
public final class WaitingClients {
    private final int most;
    private final RateLimitedLog log;
    private final Consumer<String> refused;
    private final Set<WaitingClient> clients = new LinkedHashSet<>();

    /**
     * Makes a queue.
     *
     * @param most how many may wait
     * @param refused is called with the label of the monitor for each client beyond
     */
    public WaitingClients(int most, RateLimitedLog log, Consumer<String> refused) {
        this.most = most;
        this.log = log;
        this.refused = refused;
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
            refused.accept(monitor);
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
