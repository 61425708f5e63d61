package io.qmp.api.wire;

import io.qmp.api.Experimental;
import io.qmp.api.bind.CommandBinding;
import io.qmp.api.message.QmpMessage;
import io.qmp.api.value.QmpValue;
import java.nio.ByteBuffer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Turns the bytes of one connection into messages: frames them by JSON structure, whatever the chunks they come in.
 *
 * <p>Lazy: bytes are looked at only as far as the next message needs, so that a caller who stops asking has read
 * nothing beyond the message it got last. Not for use by several threads.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public interface MessageReader {
    /**
     * Takes bytes in.
     *
     * @param bytes all of them are consumed, and copied
     */
    void feed(ByteBuffer bytes);

    /**
     * {@return the next message, or {@code null} if more bytes are needed for it}. Input that is no message is a
     * {@link io.qmp.api.message.Malformed}; reading goes on behind it, where QEMU's does.
     */
    @Nullable
    QmpMessage next();

    /**
     * {@return the bytes of the message that {@link #next} returned last, as they came} Valid until the next call of
     * another method; read-only.
     *
     * @throws UnsupportedOperationException if this reader does not keep them
     */
    default ByteBuffer text() {
        throw new UnsupportedOperationException("this reader does not keep the text of messages");
    }

    /**
     * Sets how the results of replies are read: from the next message on, what a command with a type returned may be a
     * {@link io.qmp.api.message.Reply.Typed}. A reader does that where it is faster than to make a value of the result
     * first, and where the outcome is the same, without a report to a {@link io.qmp.api.bind.LenienceListener}; all
     * other results are values, as before.
     *
     * @param types the type of the command with an id; {@code null} for a result that is to be a value. Called on the
     *     thread that reads, at most once for each reply
     */
    default void resultTypes(Function<? super QmpValue, ? extends @Nullable CommandBinding<?, ?>> types) {}

    /** {@return how many bytes were fed that no message returned so far was made of} */
    int pendingBytes();

    /** Understands {@code exec-oob} in requests from the next message on; until then it is an unexpected member. */
    void enableOob();
}
