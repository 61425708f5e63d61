package io.qmp.client.connection;

import io.qmp.api.wire.Connection;

/** The variant of the protocol that a peer speaks. */
public interface Protocol {
    /** QMP, with greeting and negotiation. */
    Protocol QMP = Negotiation::new;

    /** QMP, with a greeting; the user negotiates. */
    Protocol UNNEGOTIATED = GreetingOnly::new;

    /** {@return the connection as a link uses it} Called before {@link #handshake}, once for each connection. */
    default Connection decorate(Connection connection) {
        return connection;
    }

    /** {@return the handshake of a new link} */
    Handshake handshake(ServerLink link);
}
