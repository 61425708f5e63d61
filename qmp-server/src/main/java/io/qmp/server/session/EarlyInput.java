package io.qmp.server.session;

import io.qmp.api.wire.MessageReader;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The input of a client before it is greeted. */
final class EarlyInput {
    private @Nullable ByteArrayOutputStream bytes;

    /** Takes bytes in; all of them are consumed, and copied. */
    void feed(ByteBuffer more) {
        if (bytes == null) {
            bytes = new ByteArrayOutputStream();
        }
        byte[] copy = new byte[more.remaining()];
        more.get(copy);
        bytes.writeBytes(copy);
    }

    int size() {
        return bytes == null ? 0 : bytes.size();
    }

    /** Gives all bytes to the reader that the greeting has decided on. */
    void moveTo(MessageReader reader) {
        if (bytes != null) {
            reader.feed(ByteBuffer.wrap(bytes.toByteArray()));
            bytes = null;
        }
    }
}
