package io.qmp.api.socket;

import io.qmp.api.Experimental;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The bytes that a socket sends: collected until a flush, counted until the operating system has taken them. On the
 * loop of its connection.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public interface SocketOutput {
    /** Collects a copy of bytes, whose position stays. */
    void write(ByteBuffer bytes);

    /** Collects bytes that never change; without a copy of them, if they can be sent from where they are. */
    default void writeShared(ByteBuffer bytes) {
        write(bytes);
    }

    /** Lets {@link #send} send what is there now. */
    void flush();

    /**
     * Sends what was flushed, as far as the operating system takes it and other connections need not wait long.
     *
     * @return whether the operating system has taken all that was flushed
     */
    boolean send() throws IOException;

    /** {@return how many bytes the operating system has not taken} */
    long pending();

    /** Drops everything. */
    void discard();
}
