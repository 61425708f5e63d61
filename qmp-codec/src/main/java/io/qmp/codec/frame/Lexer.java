package io.qmp.codec.frame;

/**
 * Finds the tokens of QEMU's dialect. Bytes may come in any pieces: what is left of a token goes on with the next piece.
 *
 * <p>Not for use by several threads.
 */
public final class Lexer {
    private final byte[] table;
    private final int limit;

    private int state = LexerTable.START;
    /** How many bytes of an unfinished token have been read. */
    private int length;

    private int start;
    private int position;
    private int seen;

    /**
     * Makes a lexer.
     *
     * @param dialect what it understands
     * @param limit how many bytes a token may have
     */
    public Lexer(Dialect dialect, int limit) {
        this.table = LexerTable.of(dialect);
        this.limit = limit;
    }

    /**
     * Reads up to the end of a token, and not a byte further.
     *
     * @param bytes where they are; an unfinished token must stand right before {@code from}
     * @param from where to go on
     * @param to where the bytes end
     * @return the kind of the token that has ended, or {@link Token#NONE} if none has
     */
    public char next(byte[] bytes, int from, int to) {
        int i = from;
        if (length == 0) {
            i = skip(bytes, from, to);
            if (i == to) {
                position = i;
                return Token.NONE;
            }
        }
        start = i - length;
        int stop = (int) Math.min(to, (long) start + limit + 1);
        int entry = state;
        while (i < stop) {
            entry = table[(entry & LexerTable.STATE) << 8 | bytes[i] & 0xFF];
            if (entry < 0) {
                return ended((char) -entry, i);
            }
            seen |= entry;
            i++;
            if (entry == LexerTable.DOUBLE_QUOTED) {
                while (i < stop && table[LexerTable.DOUBLE_QUOTED << 8 | bytes[i] & 0xFF] == LexerTable.DOUBLE_QUOTED) {
                    i++;
                }
            }
        }
        state = entry & LexerTable.STATE;
        length = i - start;
        position = i;
        return length > limit ? finished(Token.TOO_LONG) : Token.NONE;
    }

    /** Skips what is between tokens: blanks, and all sorts of things after a lexical error. */
    private int skip(byte[] bytes, int from, int to) {
        int i = from;
        if (state == LexerTable.SKIPPING) {
            while (i < to && table[LexerTable.SKIPPING << 8 | bytes[i] & 0xFF] == LexerTable.SKIPPING) {
                i++;
            }
            if (i == to) {
                return i;
            }
            state = LexerTable.START;
        }
        while (i < to && table[bytes[i] & 0xFF] == LexerTable.START) {
            i++;
        }
        return i;
    }

    private char ended(char kind, int i) {
        // The byte that shows the end of a number or keyword is not part of it, that of any other token is.
        position = kind == Token.NUMBER || kind == Token.KEYWORD ? i : i + 1;
        return finished(position - start > limit ? Token.TOO_LONG : kind);
    }

    private char finished(char kind) {
        state = kind == Token.STRAY ? LexerTable.SKIPPING : LexerTable.START;
        length = 0;
        return kind;
    }

    /** Ends the unfinished token, as there are no more bytes: a number or keyword, or else stray; or there is none. */
    public char finish() {
        return finished(length == 0 ? Token.NONE : (char) -table[state << 8]);
    }

    /** {@return where the token begins} */
    public int start() {
        return start;
    }

    /** {@return the first byte that was not read} */
    public int position() {
        return position;
    }

    /** {@return how many bytes of an unfinished token were read} */
    int length() {
        return length;
    }

    /** {@return whether all tokens since the last call are such that any JSON parser reads them as QEMU does} */
    public boolean takePlain() {
        boolean plain = (seen & LexerTable.ODD) == 0;
        seen = 0;
        return plain;
    }
}
