package io.qmp.server.monitor;

import io.qmp.api.wire.Connection;
import io.qmp.api.wire.ConnectionHandler;

/** Begins sessions. */
@FunctionalInterface
public interface SessionOpener {
    /**
     * Begins a session; {@link Monitor#left} must follow when it has ended.
     *
     * @return what takes the bytes of the connection from now on
     */
    ConnectionHandler open(Connection connection, Monitor monitor);
}
