package io.qmp.mux.relay;

import io.qmp.api.message.Event;
import io.qmp.api.message.Timestamp;
import io.qmp.api.spi.ServerContext;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import java.time.Duration;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Passes the events of QEMU on to the clients that hear them. A client that has missed some, because it reads too
 * slowly, receives an event that says how many, as soon as it has read. On the loop.
 */
final class EventRelay {
    static final String GAP = "__io.qmp_MUX_GAP";
    static final String UPSTREAM = "__io.qmp_MUX_UPSTREAM";

    private static final Duration RETRY = Duration.ofSeconds(1);

    private final ServerContext server;
    private final Clients clients;
    private final RelayReport report;
    private int slow;
    private boolean retrying;

    EventRelay(ServerContext server, Clients clients, RelayReport report) {
        this.server = server;
        this.clients = clients;
        this.report = report;
    }

    void relay(Event event) {
        if (slow > 0) {
            sendGaps();
        }
        server.emit(event.keepingOrder());
    }

    /** Passes on what has come over a client's own monitor. */
    void relay(RelayClient client, Event event) {
        if (client.dropped() > 0) {
            sendGap(client);
        }
        server.emit(client.session(), event.keepingOrder());
    }

    /** {@return whether a client receives an event} */
    boolean passes(@Nullable RelayClient client, Event event) {
        if (client == null) {
            return false;
        }
        return event.name().equals(GAP) || client.hears(event.name());
    }

    /** Says to all clients whether QEMU is there. */
    void upstream(String state) {
        server.emit(stateOf(state));
    }

    /** Says to a client whether its own monitor is there. */
    void upstream(RelayClient client, String state) {
        server.emit(client.session(), stateOf(state));
    }

    private Event stateOf(String state) {
        return event(UPSTREAM, QmpObject.of("state", QmpValue.of(state)));
    }

    /** An event was not sent to a client, which reads too slowly. */
    void dropped(@Nullable RelayClient client, String event) {
        if (client == null || event.equals(GAP)) {
            return;
        }
        if (client.dropped() == 0) {
            slow++;
        }
        client.eventDropped();
        report.eventLost(client, event);
        retry();
    }

    /** An event was sent to a client. */
    void sent(@Nullable RelayClient client, String event) {
        if (client != null && event.equals(GAP)) {
            client.gapSent();
            slow--;
        }
    }

    /** A client has gone. */
    void gone(RelayClient client) {
        if (client.dropped() > 0) {
            slow--;
        }
    }

    private void retry() {
        if (!retrying) {
            retrying = true;
            server.loop().schedule(RETRY, () -> {
                retrying = false;
                sendGaps();
                if (slow > 0) {
                    retry();
                }
            });
        }
    }

    private void sendGaps() {
        for (RelayClient client : new ArrayList<>(clients.all())) { // sending may disconnect one
            if (client.dropped() > 0) {
                sendGap(client);
            }
        }
    }

    private void sendGap(RelayClient client) {
        server.emit(client.session(), event(GAP, QmpObject.of("dropped", QmpValue.of(client.dropped()))));
    }

    private Event event(String name, QmpObject data) {
        return new Event(name, data, Timestamp.of(server.clock().instant()));
    }
}
