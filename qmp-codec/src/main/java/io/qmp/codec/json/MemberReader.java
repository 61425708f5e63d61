package io.qmp.codec.json;

import io.qmp.api.value.QmpValue;
import org.jspecify.annotations.Nullable;

/**
 * The members of an object one after the other, without an object made of them.
 *
 * <p>For envelopes, whose members are known and few. It does not look for names that are there twice, which is left
 * to its user, as is what is to be done about a {@link NotSimple}: to read the text again as a value, which finds the
 * right error.
 */
public final class MemberReader {
    private final SimpleParser parser = new SimpleParser();
    private boolean first = true;

    /** Begins a text; see {@link SimpleParser#begin}. */
    MemberReader begin(byte[] bytes, int from, int to, boolean framed) {
        parser.begin(bytes, from, to, framed);
        first = true;
        return this;
    }

    /** Forgets the text. Returns where it ends, if all of it was read. */
    int end() {
        parser.end();
        return parser.position();
    }

    /**
     * Reads the name of the next member. {@link #value}, {@link #integer}, {@link #word} or {@link #enter} must follow.
     *
     * @return {@code null} behind the last one: the object that was entered last has ended
     * @throws NotSimple if there is neither a member nor the end of the object
     */
    public @Nullable String next() {
        if (!first) {
            return parser.isLastMember() ? null : parser.member();
        }
        first = false;
        if (parser.next() != '{') {
            throw NotSimple.INSTANCE;
        }
        if (parser.peek() == '}') {
            parser.next();
            return null;
        }
        return parser.member();
    }

    /**
     * {@return the value of the member}
     *
     * @throws NotSimple if it is none
     */
    public QmpValue value() {
        return parser.value();
    }

    /**
     * {@return the value of the member if it is an integer}
     *
     * @throws NotSimple if it is none, or a long one
     */
    public long integer() {
        return parser.integer();
    }

    /**
     * {@return the value of the member if it is a string that names something, such as a command}
     *
     * @throws NotSimple if it is no string
     */
    public String word() {
        return parser.word();
    }

    /** Enters the value of the member, if it is an object: its members are read next. Returns whether it is one. */
    public boolean enter() {
        first = parser.peek() == '{';
        return first;
    }

    /** {@return whether the text has ended with the object} */
    public boolean isComplete() {
        return parser.isAtEnd();
    }
}
