package io.qmp.server.transport;

import io.qmp.api.host.FileDescriptor;
import io.qmp.api.wire.ConnectionHandler;
import io.qmp.server.guard.PluginCode;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The handler of a plugin's connection. If it throws, this is logged and the connection is aborted. */
final class LentHandler implements ConnectionHandler {
    private static final String WHAT = "the handler of a connection";

    private final ConnectionHandler handler;
    private final LentConnection connection;
    private final PluginCode plugin;

    LentHandler(ConnectionHandler handler, LentConnection connection, PluginCode plugin) {
        this.handler = handler;
        this.connection = connection;
        this.plugin = plugin;
    }

    @Override
    public void received(ByteBuffer bytes) {
        ClassLoader outer = plugin.enter(WHAT, plugin);
        try {
            handler.received(bytes);
        } catch (Throwable failure) {
            failed(failure);
        } finally {
            plugin.leave(outer);
        }
    }

    @Override
    public void received(ByteBuffer bytes, List<FileDescriptor> descriptors) {
        guarded(() -> handler.received(bytes, descriptors));
    }

    @Override
    public void inputEnded() {
        guarded(handler::inputEnded);
    }

    @Override
    public void drained() {
        guarded(handler::drained);
    }

    @Override
    public void closed(@Nullable Throwable cause) {
        connection.closed();
        plugin.run(WHAT, () -> handler.closed(cause));
    }

    private void guarded(Runnable call) {
        try {
            plugin.call(WHAT, call);
        } catch (Throwable failure) {
            failed(failure);
        }
    }

    private void failed(Throwable failure) {
        plugin.failed(WHAT, failure);
        connection.abort();
    }
}
