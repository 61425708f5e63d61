package io.qmp.server.transport;

import io.qmp.api.host.FileDescriptor;
import io.qmp.api.host.PeerAddress;
import io.qmp.api.host.PeerCertificate;
import io.qmp.api.host.PeerCredentials;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.ConnectionHandler;
import io.qmp.api.wire.EventLoop;
import io.qmp.server.guard.PluginCode;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A connection of a plugin, whose handler is called as the rest of the plugin's code is. */
final class LentConnection implements Connection {
    private final Connection connection;
    private final PluginCode plugin;
    private final Consumer<LentConnection> whenClosed;
    private boolean handled;

    /**
     * Makes the connection.
     *
     * @param whenClosed called when it has closed
     */
    LentConnection(Connection connection, PluginCode plugin, Consumer<LentConnection> whenClosed) {
        this.connection = connection;
        this.plugin = plugin;
        this.whenClosed = whenClosed;
    }

    @Override
    public void handler(ConnectionHandler handler) {
        handled = true;
        connection.handler(new LentHandler(handler, this, plugin));
    }

    /** The connection has closed, and its handler knows. */
    void closed() {
        whenClosed.accept(this);
    }

    @Override
    public void close() {
        connection.close();
        forgetUnlessHandled();
    }

    @Override
    public void abort() {
        connection.abort();
        forgetUnlessHandled();
    }

    private void forgetUnlessHandled() {
        if (!handled) {
            closed();
        }
    }

    @Override
    public EventLoop loop() {
        return connection.loop();
    }

    @Override
    public String peer() {
        return connection.peer();
    }

    @Override
    public PeerAddress peerAddress() {
        return connection.peerAddress();
    }

    @Override
    public PeerCredentials peerCredentials() {
        return connection.peerCredentials();
    }

    @Override
    public Optional<PeerCertificate> peerCertificate() {
        return connection.peerCertificate();
    }

    @Override
    public void write(ByteBuffer bytes) {
        connection.write(bytes);
    }

    @Override
    public void write(ByteBuffer bytes, List<FileDescriptor> descriptors) {
        connection.write(bytes, descriptors);
    }

    @Override
    public void flush() {
        connection.flush();
    }

    @Override
    public long pendingBytes() {
        return connection.pendingBytes();
    }

    @Override
    public void pause() {
        connection.pause();
    }

    @Override
    public void resume() {
        connection.resume();
    }

    @Override
    public String toString() {
        return connection.toString();
    }
}
