package io.qmp.api.message;

import io.qmp.api.Stable;
import io.qmp.api.error.QmpError;
import io.qmp.api.value.QmpValue;
import org.jspecify.annotations.Nullable;

/**
 * Input that is no message: a syntax error, or a value that is none of the messages expected.
 *
 * <p>A server owes its sender exactly one error reply for it, in its place among the others. A client fails the
 * command whose reply it was.
 *
 * @param error what is wrong with it; in a client also where, with an excerpt of a few bytes
 * @param id the request's id, where one could be read
 * @param outOfBand whether the reply is sent before pending in-band replies, as with {@code exec-oob}
 * @param kind what it was meant to be
 * @since 0.1
 */
@Stable(since = "0.1")
public record Malformed(QmpError error, @Nullable QmpValue id, boolean outOfBand, Kind kind) implements QmpMessage {
    /** What malformed input was meant to be, if that can be recognised. */
    public enum Kind {
        /** What a client sends. */
        REQUEST,
        /** The reply to a command. */
        REPLY,
        /** An event: no command waits for it. */
        EVENT,
        /** Neither: bytes between messages, or what is left of a message that was malformed. */
        RUBBISH
    }

    /**
     * A malformed request.
     *
     * @param error what is wrong with it
     * @param id its id, where one could be read
     * @param outOfBand whether the reply is sent before pending in-band replies
     */
    public Malformed(QmpError error, @Nullable QmpValue id, boolean outOfBand) {
        this(error, id, outOfBand, Kind.REQUEST);
    }
}
