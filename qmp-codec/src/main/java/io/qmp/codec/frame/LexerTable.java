package io.qmp.codec.frame;

import java.util.Arrays;

/**
 * QEMU's lexer as a table: what each byte does in each state.
 *
 * <p>An entry is negative where a token ends: minus its kind. Otherwise it is the next state, with {@link #ODD} set
 * where standard JSON has no such byte, or a standard parser need not treat it as QEMU does.
 */
final class LexerTable {
    /** Between tokens. */
    static final int START = 0;

    /** After a lexical error. */
    static final int SKIPPING = 1;

    static final int DOUBLE_QUOTED = 2;
    static final int DOUBLE_QUOTED_ESCAPE = 3;
    static final int SINGLE_QUOTED = 4;
    static final int SINGLE_QUOTED_ESCAPE = 5;
    static final int MINUS = 6;
    static final int ZERO = 7;
    static final int INTEGER = 8;
    static final int POINT = 9;
    static final int FRACTION = 10;
    static final int EXPONENT = 11;
    static final int EXPONENT_SIGN = 12;
    static final int EXPONENT_DIGITS = 13;
    static final int KEYWORD = 14;
    /** In a double-quoted string, behind a line feed: a brace there begins the next message. */
    static final int BROKEN_LINE = 15;

    // Kinds of tokens. Those of one character are named by it: { } [ ] : ,
    static final char STRING = '"';
    static final char NUMBER = '0';
    static final char WORD = 'a';
    /** No token at all. */
    static final char STRAY = '!';
    /** No token: a string that breaks off at the end of a line, before this byte. */
    static final char CUT_OFF = '~';
    /** No token, but the end of the skipping, before this byte. */
    static final char RESUMED = '>';

    /** The part of an entry that is the next state. */
    static final int STATE = 0x0F;
    /** The part of an entry that calls for the exact way. */
    static final int ODD = 0x10;

    private static final int STATES = 16;
    private static final String DELIMITERS = "{}[]:,\"' \t\r\n";
    private static final byte[] READ_BY_QEMU = build();
    private static final byte[] WRITTEN_BY_QEMU = tolerant();

    private LexerTable() {}

    /** The table of a dialect: 256 entries for each state. */
    static byte[] of(Dialect dialect) {
        return dialect == Dialect.READ_BY_QEMU ? READ_BY_QEMU : WRITTEN_BY_QEMU;
    }

    /** Whether the byte that shows the end of a token is part of it. */
    static boolean includesLastByte(char kind) {
        return kind != NUMBER && kind != WORD && kind != RESUMED && kind != CUT_OFF;
    }

    /**
     * The table of what QEMU writes. Bytes that make no token are words here, and strings may have any byte but
     * 0xFF, so that a text with such a fault is found as a whole, and reading goes on behind it. The exact way
     * finds the fault.
     */
    private static byte[] tolerant() {
        byte[] table = build();
        for (int state = START; state < STATES; state++) {
            if (state == SKIPPING) {
                continue;
            }
            boolean string = state >= DOUBLE_QUOTED && state <= SINGLE_QUOTED_ESCAPE;
            int next = string ? state & ~1 | ODD : KEYWORD | ODD;
            for (int each = 0; each < 0xFF; each++) {
                int entry = state << 8 | each;
                boolean word = state == KEYWORD && table[entry] < 0 && DELIMITERS.indexOf(each) < 0;
                if (table[entry] == -STRAY || word) {
                    boolean delimiter = !string && DELIMITERS.indexOf(each) >= 0;
                    table[entry] = delimiter ? (byte) -WORD : (byte) next;
                }
            }
            if (state >= MINUS && table[state << 8 | 0xFF] == -STRAY) {
                set(table, state, 0xFF, 0xFF, -WORD);
            }
        }
        set(table, DOUBLE_QUOTED, "\n", BROKEN_LINE | ODD);
        set(table, DOUBLE_QUOTED_ESCAPE, "\n", BROKEN_LINE | ODD);
        System.arraycopy(table, DOUBLE_QUOTED << 8, table, BROKEN_LINE << 8, 256);
        set(table, BROKEN_LINE, "{", -CUT_OFF);
        return table;
    }

    private static byte[] build() {
        byte[] table = new byte[STATES << 8];
        Arrays.fill(table, (byte) -STRAY);
        starts(table);
        skipping(table);
        string(table, DOUBLE_QUOTED, DOUBLE_QUOTED_ESCAPE, '"');
        string(table, SINGLE_QUOTED, SINGLE_QUOTED_ESCAPE, '\'');
        numbers(table);
        set(table, KEYWORD, 0x00, 0xFF, -WORD);
        set(table, KEYWORD, 'a', 'z', KEYWORD);
        return table;
    }

    private static void starts(byte[] table) {
        set(table, START, " \t\r\n", START);
        for (char punctuation : "{}[]:,".toCharArray()) {
            set(table, START, punctuation, punctuation, -punctuation);
        }
        set(table, START, '"', '"', DOUBLE_QUOTED);
        set(table, START, '\'', '\'', SINGLE_QUOTED | ODD);
        set(table, START, '-', '-', MINUS);
        set(table, START, '0', '0', ZERO);
        set(table, START, '1', '9', INTEGER);
        // 0e0 is the number 0 and the keyword e; other parsers read one number.
        set(table, START, 'a', 'z', KEYWORD | ODD);
        set(table, START, "tfn", KEYWORD);
    }

    /** After a lexical error, bytes are skipped up to one of a few. */
    private static void skipping(byte[] table) {
        set(table, SKIPPING, 0x00, 0xFF, SKIPPING);
        set(table, SKIPPING, 0x00, 0x1F, -RESUMED);
        set(table, SKIPPING, '\t', '\t', SKIPPING);
        set(table, SKIPPING, 0xFE, 0xFF, -RESUMED);
        set(table, SKIPPING, "{}[]:,", -RESUMED);
    }

    private static void numbers(byte[] table) {
        set(table, MINUS, '0', '0', ZERO);
        set(table, MINUS, '1', '9', INTEGER);
        set(table, ZERO, 0x00, 0xFF, -NUMBER);
        set(table, ZERO, '0', '9', -STRAY);
        set(table, ZERO, '.', '.', POINT);
        set(table, INTEGER, 0x00, 0xFF, -NUMBER);
        set(table, INTEGER, '0', '9', INTEGER);
        set(table, INTEGER, '.', '.', POINT);
        set(table, INTEGER, "eE", EXPONENT);
        set(table, POINT, '0', '9', FRACTION);
        set(table, FRACTION, 0x00, 0xFF, -NUMBER);
        set(table, FRACTION, '0', '9', FRACTION);
        set(table, FRACTION, "eE", EXPONENT);
        set(table, EXPONENT, "+-", EXPONENT_SIGN);
        set(table, EXPONENT, '0', '9', EXPONENT_DIGITS);
        set(table, EXPONENT_SIGN, '0', '9', EXPONENT_DIGITS);
        set(table, EXPONENT_DIGITS, 0x00, 0xFF, -NUMBER);
        set(table, EXPONENT_DIGITS, '0', '9', EXPONENT_DIGITS);
    }

    private static void string(byte[] table, int state, int escape, char quote) {
        set(table, state, 0x20, 0x7F, state);
        set(table, state, 0x80, 0xFD, state | ODD);
        set(table, state, '\\', '\\', escape);
        set(table, state, quote, quote, -STRING);
        set(table, escape, 0x20, 0xFD, state | ODD);
        set(table, escape, "\"\\/bfnrt", state);
    }

    private static void set(byte[] table, int state, int first, int last, int entry) {
        Arrays.fill(table, state << 8 | first, (state << 8 | last) + 1, (byte) entry);
    }

    private static void set(byte[] table, int state, String bytes, int entry) {
        bytes.chars().forEach(each -> set(table, state, each, each, entry));
    }
}
