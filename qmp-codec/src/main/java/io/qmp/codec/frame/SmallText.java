package io.qmp.codec.frame;

import io.qmp.api.wire.ReaderLimits;
import java.util.Arrays;

/**
 * Finds the end of a small object by its braces and quotes alone. That is where it ends for QEMU, too, if it turns out
 * to keep the grammar, which only who reads it can tell: then no brace in it begins another message, and no byte
 * outside of its strings is stray.
 */
final class SmallText {
    /** No longer text is looked at. */
    static final int LONGEST = 1 << 10;

    private static final byte INNER = 0;
    private static final byte QUOTE = 1;
    private static final byte OPEN = 2;
    private static final byte CLOSE = 3;
    private static final byte OTHER = 4;
    private static final byte[] KINDS = kinds();

    private SmallText() {}

    private static byte[] kinds() {
        byte[] kinds = new byte[256];
        Arrays.fill(kinds, OTHER);
        for (char inner : ":, \t\r\n-+.0123456789".toCharArray()) {
            kinds[inner] = INNER;
        }
        Arrays.fill(kinds, 'a', 'z' + 1, INNER);
        Arrays.fill(kinds, 'A', 'Z' + 1, INNER);
        kinds['"'] = QUOTE;
        kinds['{'] = OPEN;
        kinds['['] = OPEN;
        kinds['}'] = CLOSE;
        kinds[']'] = CLOSE;
        return kinds;
    }

    /** {@return whether no text of this size can exceed the limits} */
    static boolean fits(ReaderLimits limits) {
        return limits.tokenBytes() > LONGEST
                && limits.messageBytes() > LONGEST
                && limits.tokens() > LONGEST
                && limits.nesting() > LONGEST / 2;
    }

    /**
     * {@return where the object ends that begins here; -1 if it is no object, if it is incomplete or not small, or if a
     * string in it has an escape or a byte beyond ASCII}
     */
    static int end(byte[] bytes, int from, int end) {
        if (from >= end || bytes[from] != '{') {
            return -1;
        }
        int last = Math.min(end, from + LONGEST);
        int depth = 1;
        for (int i = from + 1; i < last; i++) {
            switch (KINDS[bytes[i] & 0xFF]) {
                case INNER -> {}
                case QUOTE -> {
                    i = TokenRun.ordinaryEnd(bytes, i + 1, last);
                    if (i == last || bytes[i] != '"') {
                        return -1;
                    }
                }
                case OPEN -> depth++;
                case CLOSE -> {
                    depth--;
                    if (depth == 0) {
                        return i + 1;
                    }
                }
                default -> {
                    return -1;
                }
            }
        }
        return -1;
    }
}
