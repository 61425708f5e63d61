package io.qmp.codec.message;

import io.qmp.api.error.QmpError;
import io.qmp.api.message.Malformed;
import io.qmp.api.message.QmpMessage;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.MessageReader;
import io.qmp.codec.json.SyntaxException;
import io.qmp.codec.json.ValueReader;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** What both kinds of readers share: from bytes to values, and the errors on the way. */
abstract sealed class JsonMessageReader implements MessageReader permits RequestReader, ReplyReader {
    private final ValueReader values;

    JsonMessageReader(ValueReader values) {
        this.values = values;
    }

    /** {@return the message that a value is, malformed if it is none} */
    abstract QmpMessage message(QmpValue value);

    @Override
    public final void feed(ByteBuffer bytes) {
        values.feed(bytes);
    }

    @Override
    public final @Nullable QmpMessage next() {
        QmpValue value;
        try {
            value = values.next();
        } catch (SyntaxException e) {
            return new Malformed(QmpError.generic(e.desc()), null, false);
        }
        return value == null ? null : message(value);
    }

    @Override
    public final int pendingBytes() {
        return values.pendingBytes();
    }
}
