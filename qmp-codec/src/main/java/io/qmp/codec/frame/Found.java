package io.qmp.codec.frame;

/** Kinds of things that a {@link JsonFramer} finds. */
public enum Found {
    /** Nothing yet: more bytes are needed. */
    NOTHING,
    /** A JSON text, as far as its tokens go. */
    TEXT,
    /** Bytes that are no token. */
    STRAY,
    /** A text that breaks off where the next one begins. */
    CUT_OFF,
    /** A token, or all tokens of a text together, are too long. */
    TOO_LONG,
    /** A text has too many tokens. */
    TOO_MANY_TOKENS,
    /** Too many braces and brackets are open. */
    TOO_DEEP
}
