package io.qmp.server.transport;

import io.qmp.api.wire.Connection;
import io.qmp.api.wire.ConnectionHandler;
import io.qmp.api.wire.ForwardingConnection;
import io.qmp.server.guard.PluginCode;
import java.util.function.Consumer;

/** A connection of a plugin, whose handler is called as the rest of the plugin's code is. */
final class LentConnection extends ForwardingConnection {
    private final PluginCode plugin;
    private final Consumer<LentConnection> whenClosed;
    private boolean handled;

    /**
     * Makes the connection.
     *
     * @param whenClosed called when it has closed
     */
    LentConnection(Connection connection, PluginCode plugin, Consumer<LentConnection> whenClosed) {
        super(connection);
        this.plugin = plugin;
        this.whenClosed = whenClosed;
    }

    @Override
    public void handler(ConnectionHandler handler) {
        handled = true;
        super.handler(new LentHandler(handler, this, plugin));
    }

    /** The connection has closed, and its handler knows. */
    void closed() {
        whenClosed.accept(this);
    }

    @Override
    public void close() {
        super.close();
        forgetUnlessHandled();
    }

    @Override
    public void abort() {
        super.abort();
        forgetUnlessHandled();
    }

    private void forgetUnlessHandled() {
        if (!handled) {
            closed();
        }
    }
}
