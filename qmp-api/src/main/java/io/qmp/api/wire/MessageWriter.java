package io.qmp.api.wire;

import io.qmp.api.Experimental;
import io.qmp.api.message.QmpMessage;
import java.nio.ByteBuffer;

/**
 * Turns messages into bytes. Not for use by several threads.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public interface MessageWriter {
    /**
     * {@return the bytes of a message, its line end included; valid until the next call}
     *
     * @param message any message but a {@link io.qmp.api.message.Malformed}
     */
    ByteBuffer write(QmpMessage message);

    /**
     * Writes a message as {@link #write} does. What this writer keeps of it for further messages is in {@link #shared},
     * and not copied.
     *
     * @param message any message but a {@link io.qmp.api.message.Malformed}
     * @return the bytes behind the shared ones; valid until the next call
     */
    default ByteBuffer writeOwn(QmpMessage message) {
        return write(message);
    }

    /** {@return the begin of what {@link #writeOwn} has written last: bytes that never change; mostly none} */
    default ByteBuffer shared() {
        return ByteBuffer.allocate(0);
    }
}
