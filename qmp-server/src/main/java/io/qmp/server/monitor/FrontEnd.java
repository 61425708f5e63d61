package io.qmp.server.monitor;

import io.qmp.api.spi.Monitor;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.ConnectionHandler;
import io.qmp.server.session.Released;
import java.util.List;
import java.util.Optional;

/** The part that serves the clients of a device: its monitor, or what else is on it. Everything happens on the loop. */
interface FrontEnd {
    /**
     * Begins to serve a client; {@link Device#left} must follow when its connection has closed.
     *
     * @return what takes the bytes of the connection from now on
     */
    ConnectionHandler open(Connection connection);

    /** {@return the connections of its clients, which it serves no more and leaves as they are} */
    List<Released> release();

    /** Aborts the connections of its clients. */
    void disconnect();

    /** Leaves the device. Calls after the first have no effect. */
    void close();

    /** {@return itself if it is a monitor} On any thread. */
    Optional<Monitor> monitor();
}
