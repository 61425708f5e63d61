package io.qmp.codec.message;

import io.qmp.api.message.Malformed;
import io.qmp.api.message.QmpMessage;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.MessageReader;
import io.qmp.codec.json.MemberReader;
import io.qmp.codec.json.SyntaxException;
import io.qmp.codec.json.ValueReader;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The base of both kinds of readers: from bytes to values, and the errors on the way. */
abstract sealed class JsonMessageReader implements MessageReader permits RequestReader, ReplyReader {
    private final ValueReader values;

    JsonMessageReader(ValueReader values) {
        this.values = values;
    }

    /** {@return the message that a value is, malformed if it is none} */
    abstract QmpMessage message(QmpValue value);

    /** {@return the message that a text is, without a value made of it; {@code null} if that takes one} */
    abstract @Nullable QmpMessage plain();

    /** {@return the message that these members of a small text are; {@code null} if it takes another way} */
    abstract @Nullable QmpMessage small(MemberReader members);

    /** {@return what a small message is, which is the one that was found last} */
    QmpMessage taken(QmpMessage small) {
        return small;
    }

    /** {@return what bytes are that are no value; {@code null} if that says nothing} */
    abstract @Nullable Malformed malformed(SyntaxException fault);

    @Override
    public final void feed(ByteBuffer bytes) {
        values.feed(bytes);
    }

    @Override
    public final @Nullable QmpMessage next() {
        QmpMessage small = small();
        if (small != null) {
            return small;
        }
        while (true) {
            try {
                return values.nextText() ? message() : null;
            } catch (SyntaxException e) {
                Malformed malformed = malformed(e);
                if (malformed != null) {
                    return malformed;
                }
            }
        }
    }

    /** Nearly all messages are small, and read once: what can be read to its end need not be looked through before. */
    private @Nullable QmpMessage small() {
        MemberReader members = values.small();
        QmpMessage message = members == null ? null : small(members);
        if (message == null) {
            return null;
        }
        values.takeSmall();
        return taken(message);
    }

    private QmpMessage message() throws SyntaxException {
        QmpMessage plain = plain();
        return plain == null ? message(values.value()) : plain;
    }

    @Override
    public final ByteBuffer text() {
        int begin = values.begin();
        return ByteBuffer.wrap(values.bytes(), begin, values.end() - begin).asReadOnlyBuffer();
    }

    @Override
    public final int pendingBytes() {
        return values.pendingBytes();
    }
}
