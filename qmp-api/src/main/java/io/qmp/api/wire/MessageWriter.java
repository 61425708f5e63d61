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
     * {@return the bytes of a message, as {@link #write} has them} What the writer keeps for further messages is not
     * copied.
     *
     * @param message any message but a {@link io.qmp.api.message.Malformed}
     */
    default EncodedMessage encode(QmpMessage message) {
        return new EncodedMessage(write(message));
    }
}
