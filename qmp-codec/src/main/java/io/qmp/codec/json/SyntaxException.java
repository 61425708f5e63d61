package io.qmp.codec.json;

/** Input is no JSON text, or too much of one; {@link #desc()} says so in QEMU's words. */
public final class SyntaxException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String desc;

    /** Something exceeds a limit. */
    SyntaxException(String desc) {
        // Without a trace: this is an answer to bad input, which a peer can send without end.
        super(desc, null, false, false);
        this.desc = desc;
    }

    /** Tokens or grammar are broken. */
    static SyntaxException parseError(String reason) {
        return new SyntaxException("JSON parse error, " + reason);
    }

    /** {@return what is wrong, in QEMU's words} */
    public String desc() {
        return desc;
    }
}
