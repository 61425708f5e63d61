package io.qmp.api.wire;

import io.qmp.api.Experimental;
import java.nio.ByteBuffer;

/**
 * The bytes of a message: {@code shared}, then {@code own}.
 *
 * @param shared what many messages begin with, so that it is kept; never changed, for {@link Connection#writeShared}.
 *     Empty for most messages
 * @param own the rest; valid until the writer is used again
 * @since 0.1
 */
@Experimental(since = "0.1")
public record EncodedMessage(ByteBuffer shared, ByteBuffer own) {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    /**
     * Holds a message that shares nothing with others.
     *
     * @param own its bytes
     */
    public EncodedMessage(ByteBuffer own) {
        this(NOTHING, own);
    }
}
