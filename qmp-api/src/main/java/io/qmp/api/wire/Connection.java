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
 * A stream of bytes both ways. It knows nothing of JSON or QMP.
 *
 * <p>All methods are called on its {@linkplain #loop() loop}, and there its {@link ConnectionHandler} is called.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public interface Connection {
    /** The largest number of descriptors in one message; QEMU drops the others. */
    int MOST_DESCRIPTORS = 16;

    /** {@return the loop it lives on} */
    EventLoop loop();

    /** {@return a description of the other end, for people} */
    String peer();

    /** {@return the place of the other end, for rules that decide by peer} It does not change. */
    default PeerAddress peerAddress() {
        return new PeerAddress.Other(peer());
    }

    /** {@return the address and port of this end; empty if it is no TCP connection, or the transport cannot tell} */
    default Optional<InetSocketAddress> localAddress() {
        return Optional.empty();
    }

    /** {@return who is at the other end, as far as the transport can tell} */
    default PeerCredentials peerCredentials() {
        return PeerCredentials.UNKNOWN;
    }

    /** {@return the names in the certificate of the other end; empty without TLS, and if it has shown none} */
    default Optional<PeerCertificate> peerCertificate() {
        return Optional.empty();
    }

    /**
     * Sets the handler of received bytes and of the end. Nothing is read before the first call. May be called again
     * to hand the connection over: the new handler gets what arrives from then on.
     *
     * @param handler the handler
     */
    void handler(ConnectionHandler handler);

    /**
     * Queues bytes for writing. They leave at the next {@link #flush}, or when the connection is closed in order,
     * not before.
     *
     * @param bytes copied before the call returns; its position does not change. Dropped if the connection is closed
     */
    void write(ByteBuffer bytes);

    /**
     * Queues bytes for writing which never change, so that the connection may send them from where they are. One that
     * cannot copies them.
     *
     * @param bytes not changed after this call, by anybody; otherwise as in {@link #write(ByteBuffer)}
     */
    default void writeShared(ByteBuffer bytes) {
        write(bytes);
    }

    /**
     * Queues bytes for writing, behind what was queued before, together with descriptors: the peer gets them with
     * the first of the bytes.
     *
     * @param bytes at least one; as in {@link #write(ByteBuffer)}
     * @param descriptors the connection's from now on, also if this method throws: closed when the operating system
     *     has taken them, or the connection ends before
     * @throws UnsupportedOperationException if this connection carries no descriptors; nothing is queued. The
     *     message says what is missing
     * @throws IllegalArgumentException if there is no byte, or there are more than {@value #MOST_DESCRIPTORS}
     *     descriptors
     * @throws IllegalStateException if one of the descriptors is closed already
     */
    default void write(ByteBuffer bytes, List<FileDescriptor> descriptors) {
        descriptors.forEach(FileDescriptor::close);
        throw new UnsupportedOperationException(
                peer() + " takes no file descriptors: they pass through unix sockets only");
    }

    /** Sends what was queued as soon as the peer takes it. */
    void flush();

    /** {@return how many bytes were queued that the operating system has not taken yet} */
    long pendingBytes();

    /**
     * Stops reading: the peer is slowed down when its and our buffers are full. Bytes that were read before may
     * still arrive at the handler.
     */
    void pause();

    /** Reads on after {@link #pause}. */
    void resume();

    /**
     * Closes the connection when what was queued has been sent. What the peer sends from now on is dropped.
     * {@link ConnectionHandler#closed} is called when it is done. May be called more than once.
     */
    void close();

    /**
     * Closes the connection at once; what was queued is lost. May be called more than once, also after
     * {@link #close}.
     */
    void abort();
}
