package io.qmp.codec.frame;

import java.util.Arrays;

/**
 * Passes over the tokens that nearly all texts are made of: punctuation, strings without escapes, integers and
 * keywords, and the blanks between them. It finds the same tokens as {@link LexerTable}, and is faster.
 */
final class TokenRun {
    /** The bytes that neither end a double-quoted string nor are special in it: most of them. */
    private static final boolean[] ORDINARY = ordinary();

    private final byte[] table;
    private final TextBoundary boundary;
    private final OpenText text;

    TokenRun(byte[] table, TextBoundary boundary, OpenText text) {
        this.table = table;
        this.boundary = boundary;
        this.text = text;
    }

    private static boolean[] ordinary() {
        boolean[] ordinary = new boolean[256];
        Arrays.fill(ordinary, 0x20, 0x80, true);
        ordinary['"'] = false;
        ordinary['\\'] = false;
        return ordinary;
    }

    /** {@return where the ordinary bytes of a double-quoted string end} */
    static int ordinaryEnd(byte[] bytes, int from, int end) {
        int i = from;
        while (i < end && ORDINARY[bytes[i] & 0xFF]) {
            i++;
        }
        return i;
    }

    /**
     * Adds tokens to a text that has begun.
     *
     * @return where this ends: at the end of the bytes, or in front of any other token, one that is not complete, one
     *     that might exceed a limit, and the last one of the text
     */
    int pass(byte[] bytes, int from, int end) {
        int last = from + Math.min(end - from, text.room());
        int blanks = 0;
        int tokens = 0;
        int i = from;
        while (i < last) {
            byte first = bytes[i];
            if (WhiteSpace.isBlank(first)) {
                blanks++;
                i++;
                continue;
            }
            int next = tokenEnd(bytes, i, last);
            if (next < 0 || !isFlat(first) && !text.nestInner(first)) {
                break;
            }
            tokens++;
            i = next;
        }
        while (i < end && WhiteSpace.isBlank(bytes[i])) { // behind the last byte for which there was room
            blanks++;
            i++;
        }
        text.addInner(tokens, i - from - blanks);
        return i;
    }

    /** Braces and brackets are the bytes above the letters or between upper and lower case. */
    private static boolean isFlat(byte first) {
        return first < '[' || first > ']' && first < '{';
    }

    /** Where the token ends that begins here; -1 if it is none of those to be passed, or not complete. */
    private int tokenEnd(byte[] bytes, int i, int end) {
        return switch (bytes[i]) {
            case ',', ':', '}', '[', ']' -> i + 1;
            case '{' -> boundary.isAt(bytes, i) ? -1 : i + 1;
            case '"' -> {
                int quote = ordinaryEnd(bytes, i + 1, end);
                yield quote < end && bytes[quote] == '"' ? quote + 1 : -1;
            }
            case '1', '2', '3', '4', '5', '6', '7', '8', '9' ->
                ended(LexerTable.INTEGER, bytes, rangeEnd('0', '9', bytes, i + 1, end), end);
            case 't', 'f', 'n' -> ended(LexerTable.KEYWORD, bytes, rangeEnd('a', 'z', bytes, i + 1, end), end);
            default -> -1;
        };
    }

    private static int rangeEnd(char first, char last, byte[] bytes, int from, int end) {
        int i = from;
        while (i < end && bytes[i] >= first && bytes[i] <= last) {
            i++;
        }
        return i;
    }

    /** The position, if the byte there shows that the token in front of it is complete; else -1. */
    private int ended(int state, byte[] bytes, int i, int end) {
        return i < end && table[state << 8 | bytes[i] & 0xFF] < 0 ? i : -1;
    }
}
