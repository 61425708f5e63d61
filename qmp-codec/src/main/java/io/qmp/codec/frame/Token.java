package io.qmp.codec.frame;

/** The kinds of tokens. Those of one character are named by it: <code>{ } [ ] : ,</code>. */
public final class Token {
    /** None: more bytes are needed, or there are none. */
    public static final char NONE = 0;
    /** A string, its quotes included. */
    public static final char STRING = '"';
    /** A number. */
    public static final char NUMBER = '0';
    /** Lower-case letters. */
    public static final char KEYWORD = 'a';
    /** Bytes that are no token, up to and including the one that shows it. */
    public static final char STRAY = '!';
    /** A token that has outgrown its limit. */
    public static final char TOO_LONG = '>';

    private Token() {}
}
