package io.qmp.codec.json;

/** Input is no JSON text, or too much of one; {@link #desc()} says so in QEMU's words. */
public final class SyntaxException extends Exception {
    private static final long serialVersionUID = 1L;

    /** The fault is in no known place, or not yet. */
    static final int UNKNOWN = -1;

    /** What texts about broken tokens or grammar begin with. */
    static final String PARSE_ERROR = "JSON parse error, ";

    private final String desc;
    private final int position;

    /**
     * Something exceeds a limit.
     *
     * @param position the index of the first byte that is wrong, in the array that was read
     */
    SyntaxException(String desc, int position) {
        // Without a trace: this is an answer to bad input, which a peer can send without end.
        super(desc, null, false, false);
        this.desc = desc;
        this.position = position;
    }

    /** Tokens or grammar are broken. */
    static SyntaxException parseError(String reason) {
        return parseError(reason, UNKNOWN);
    }

    static SyntaxException parseError(String reason, int position) {
        return new SyntaxException(PARSE_ERROR + reason, position);
    }

    /** {@return this exception, or one like it that has this position, if it has none} */
    SyntaxException at(int newPosition) {
        return position == UNKNOWN ? new SyntaxException(desc, newPosition) : this;
    }

    /** {@return the index of the first byte that is wrong, in the array that was read} */
    public int position() {
        return position;
    }

    /** {@return what is wrong, without the words that all parse errors begin with} */
    String reason() {
        return desc.substring(PARSE_ERROR.length());
    }

    /** {@return what is wrong, in QEMU's words} */
    public String desc() {
        return desc;
    }
}
