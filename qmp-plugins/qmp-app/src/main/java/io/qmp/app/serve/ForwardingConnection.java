package io.qmp.app.serve;

import io.qmp.api.host.FileDescriptor;
import io.qmp.api.host.PeerAddress;
import io.qmp.api.host.PeerCertificate;
import io.qmp.api.host.PeerCredentials;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.ConnectionHandler;
import io.qmp.api.wire.EventLoop;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/** A connection that passes everything on to another one. */
class ForwardingConnection implements Connection {
    private final Connection connection;

    ForwardingConnection(Connection connection) {
        this.connection = connection;
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
    public void handler(ConnectionHandler handler) {
        connection.handler(handler);
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
    public void close() {
        connection.close();
    }

    @Override
    public void abort() {
        connection.abort();
    }
}
