package io.qmp.codec.json;

import io.qmp.api.value.QmpValue;
import org.jspecify.annotations.Nullable;

/**
 * The members of an object one after the other, without an object made of them.
 *
 * <p>For envelopes, whose members are known and few. It does not look for names that are there twice, which is left
 * to its user, as is what is to be done about an exception: usually to read the text again as a value, which finds
 * the right error.
 */
public final class MemberReader {
    private final ExactParser parser;
    private boolean first = true;
    private boolean complete;

    MemberReader(ExactParser parser) {
        this.parser = parser;
    }

    /**
     * Reads the name of the next member. {@link #value}, {@link #word} or {@link #object} must follow.
     *
     * @return {@code null} behind the last one
     * @throws SyntaxException if there is neither a member nor the end of the object
     */
    public @Nullable String next() throws SyntaxException {
        String name = parser.member(first);
        first = false;
        complete = name == null && parser.isAtEnd();
        return name;
    }

    /**
     * {@return the value of the member}
     *
     * @throws SyntaxException if it is none
     */
    public QmpValue value() throws SyntaxException {
        return parser.value();
    }

    /**
     * {@return the value of the member if it is a string that names something, such as a command}
     *
     * @throws SyntaxException if it is no string
     */
    public String word() throws SyntaxException {
        return parser.word();
    }

    /** {@return the members of the value, which are read next, if it is an object; {@code null} if not} */
    public @Nullable MemberReader object() {
        return parser.isAtObject() ? new MemberReader(parser) : null;
    }

    /** {@return whether the text has ended with the object} */
    public boolean isComplete() {
        return complete;
    }
}
