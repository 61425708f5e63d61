package io.qmp.contracts;

import io.qmp.api.host.FileDescriptor;
import io.qmp.api.host.PeerCredentials;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.ConnectionHandler;
import io.qmp.api.wire.EventLoop;
import java.nio.ByteBuffer;
import java.util.List;

/** Counts the flushes of a connection. Can refuse descriptors, and name the process at its other end. */
final class ObservedConnection implements Connection {
    private final Connection connection;
    private int flushes;
    private boolean withoutDescriptors;
    private PeerCredentials credentials = PeerCredentials.UNKNOWN;

    ObservedConnection(Connection connection) {
        this.connection = connection;
    }

    /** {@return how often it was flushed since the last call} */
    int takeFlushes() {
        int all = flushes;
        flushes = 0;
        return all;
    }

    /** Refuses descriptors from now on. */
    void refuseDescriptors() {
        withoutDescriptors = true;
    }

    /** Sets the id of the process at the other end. */
    void peerIs(long pid) {
        credentials = PeerCredentials.of(pid, 0, 0);
    }

    @Override
    public PeerCredentials peerCredentials() {
        return credentials;
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
    public void handler(ConnectionHandler handler) {
        connection.handler(handler);
    }

    @Override
    public void write(ByteBuffer bytes) {
        connection.write(bytes);
    }

    @Override
    public void write(ByteBuffer bytes, List<FileDescriptor> descriptors) {
        if (withoutDescriptors) {
            Connection.super.write(bytes, descriptors);
        } else {
            connection.write(bytes, descriptors);
        }
    }

    @Override
    public void flush() {
        flushes++;
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
