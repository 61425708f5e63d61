package io.qmp.api.wire;

import io.qmp.api.Experimental;
import io.qmp.api.host.FileDescriptor;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Receives the bytes and the end of a {@link Connection}, on its loop.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public interface ConnectionHandler {
    /**
     * Bytes have arrived.
     *
     * @param bytes to be consumed or copied within the call; the buffer is the transport's again afterwards
     */
    void received(ByteBuffer bytes);

    /**
     * Bytes have arrived, and with the first of them descriptors. Called only by connections whose options
     * {@linkplain ListenOptions#descriptors accept descriptors}; the default implementation closes them.
     *
     * @param bytes as in {@link #received(ByteBuffer)}, which is not called for them
     * @param descriptors the handler's from now on; at least one, and no more than
     *     {@value Connection#MOST_DESCRIPTORS}
     */
    default void received(ByteBuffer bytes, List<FileDescriptor> descriptors) {
        descriptors.forEach(FileDescriptor::close);
        received(bytes);
    }

    /** The peer has shut down its sending side; it may still read. Called at most once, before {@link #closed}. */
    void inputEnded();

    /**
     * All that was queued for writing has been taken by the operating system. Not necessarily called if nothing was
     * pending any more when {@link Connection#flush} returned.
     */
    default void drained() {}

    /**
     * The connection has ended, by either side. Called exactly once, as the last call.
     *
     * @param cause why, if it was a failure and not an orderly end
     */
    void closed(@Nullable Throwable cause);
}
