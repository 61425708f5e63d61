package io.qmp.client.connection;

import io.qmp.api.wire.ConnectOptions;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.EventLoop;
import io.qmp.api.wire.ListenOptions;
import io.qmp.api.wire.Listener;
import io.qmp.api.wire.QmpAddress;
import io.qmp.api.wire.Transport;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * The target of connections: an address, the transport that serves it, and the loop on which they live.
 *
 * @param transport makes the connections
 * @param loop the client's loop
 * @param address of the server, or where it connects to
 */
public record Target(Transport transport, EventLoop loop, QmpAddress address) {
    /** Makes one attempt to connect. */
    CompletionStage<Connection> connect(ConnectOptions options) {
        return transport.connect(address, options, loop);
    }

    /** Listens for the server. */
    CompletionStage<Listener> listen(ListenOptions options, Consumer<Connection> acceptor) {
        return transport.listen(address, options, loop, acceptor);
    }
}
