package io.qmp.server.monitor;

import io.qmp.api.spi.Monitor;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.ConnectionHandler;
import io.qmp.server.session.Released;
import java.util.List;

/** The part that serves the clients of a device: its monitor. Everything happens on the loop. */
interface FrontEnd extends Monitor {
    /**
     * Begins to serve a client; {@link Device#left} must follow when its connection has closed.
     *
     * @return what takes the bytes of the connection from now on
     */
    ConnectionHandler open(Connection connection);

    /** {@return the connections of its clients, which it serves no more and leaves as they are} */
    List<Released> release();
}
