package io.qmp.codec.frame;

import java.io.ByteArrayOutputStream;

/**
 * QEMU's lexer, byte by byte, with the place of each token as QEMU since 11.1 tells it: lines and columns count from 1,
 * from the first byte of the connection; only a line feed begins a line; a column is a byte.
 *
 * <p>The place is that of the byte behind the last one that was needed to end the token before, so that a token right
 * behind a number or a keyword is placed one column late.
 */
public final class PlacedLexer {
    /** Receives the tokens. */
    public interface Tokens {
        /**
         * A token.
         *
         * @param kind for punctuation the character; otherwise {@code "} for a string, {@code 0} for a number, {@code
         *     a} for a keyword
         * @param text its bytes, quotes included
         */
        void token(char kind, byte[] text);

        /** Bytes that are no token, from the place of the token on. */
        void stray(byte[] text);
    }

    private static final byte[] TABLE = LexerTable.of(Dialect.READ_BY_QEMU);

    private final Tokens tokens;
    private final ByteArrayOutputStream token = new ByteArrayOutputStream();
    private int state = LexerTable.START;
    private long line = 1;
    private long column = 1;
    private long startLine = 1;
    private long startColumn = 1;
    /** Whether the next byte ends a token that was passed. */
    private boolean endsPassed;

    /** Makes a lexer that stands before the first byte of a connection. */
    public PlacedLexer(Tokens tokens) {
        this.tokens = tokens;
    }

    /** {@return the place of the token that {@link Tokens} receives, such as {@code 2:7}} */
    public String place() {
        return startLine + ":" + startColumn;
    }

    /** Reads the next bytes. */
    public void read(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            count(bytes[i]);
            if (endsPassed) {
                endsPassed = false;
                start();
            }
            take(bytes[i]);
        }
    }

    /** Passes over the rest of a text, which is known to be correct; the byte before {@code to} is its last. */
    public void pass(byte[] bytes, int from, int to) {
        int lines = 0;
        int begin = from; // of the last line
        for (int i = from; i < to; i++) {
            if (bytes[i] == '\n') {
                lines++;
                begin = i + 1;
            }
        }
        line += lines;
        column = (lines == 0 ? column : 1) + to - begin;
        forgetToken();
        endsPassed = isOfWord(bytes[to - 1]);
    }

    /** Ends a number or a keyword that is being read: the next byte is not part of it. */
    public void endWord() {
        int entry = TABLE[state << 8 | ' '];
        if (state > LexerTable.SKIPPING && entry < 0) {
            char kind = (char) -entry;
            byte[] text = token.toByteArray();
            tokens.token(kind, text);
            forgetToken();
            endsPassed = true;
        }
    }

    /** Gives up the token that is being read. */
    public void forgetToken() {
        token.reset();
        state = LexerTable.START;
        start();
    }

    private static boolean isOfWord(byte last) {
        return last >= 'a' && last <= 'z' || last >= '0' && last <= '9';
    }

    private void count(byte next) {
        if (next == '\n') {
            line++;
            column = 1;
        } else {
            column++;
        }
    }

    private void start() {
        startLine = line;
        startColumn = column;
    }

    private void take(byte next) {
        int entry = TABLE[state << 8 | next & 0xFF];
        if (entry < 0) {
            end((char) -entry, next);
            return;
        }
        state = entry & LexerTable.STATE;
        if (state == LexerTable.START) {
            start();
        } else if (state != LexerTable.SKIPPING) {
            token.write(next);
        }
    }

    private void end(char kind, byte last) {
        boolean included = LexerTable.includesLastByte(kind);
        if (included) {
            token.write(last);
        }
        byte[] text = token.toByteArray();
        token.reset();
        if (kind == LexerTable.STRAY) {
            state = LexerTable.SKIPPING;
            tokens.stray(text);
            return;
        }
        state = LexerTable.START;
        if (kind != LexerTable.RESUMED) {
            tokens.token(kind, text);
        }
        start();
        if (!included) {
            take(last);
        }
    }
}
