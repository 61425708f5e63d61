package io.qmp.api.wire;

import io.qmp.api.Experimental;
import io.qmp.api.host.FileDescriptor;
import io.qmp.api.host.PeerAddress;
import io.qmp.api.host.PeerCertificate;
import io.qmp.api.host.PeerCredentials;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * The base of connections that add something to another connection: forwards every call, and the handler as it is.
 * Subclasses override what they add or change. To see what arrives, override {@link #handler} and give the other
 * connection a {@link ForwardingHandler}.
 *
 * <p>Both {@code write} methods forward to the method of the same parameters, never to each other: a subclass that
 * looks at what is written overrides both. {@link #writeShared} calls {@code write}, so that
 * such a subclass sees its bytes, too.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public abstract class ForwardingConnection implements Connection {
    private final Connection connection;

    /**
     * Makes a connection.
     *
     * @param connection where calls are forwarded to
     */
    protected ForwardingConnection(Connection connection) {
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
    public Optional<InetSocketAddress> localAddress() {
        return connection.localAddress();
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

    /** {@return the description of the other connection} */
    @Override
    public String toString() {
        return connection.toString();
    }
}
