package io.qmp.codec.frame;

import io.qmp.api.wire.ReaderLimits;

/** Counts what a text has so far, from its first token on, and compares that with the limits. */
final class OpenText {
    /** What each byte that is a token of its own adds to the open braces and to the open brackets. */
    private static final byte[] BRACES = nesting('{', '}');

    private static final byte[] BRACKETS = nesting('[', ']');

    private final int mostNesting;
    private final int mostTokens;
    private final int longestToken;
    private final int longest;
    private int braces;
    private int brackets;
    private int tokens;
    /** Bytes of all tokens. */
    private int size;

    OpenText(ReaderLimits limits) {
        this.mostNesting = limits.nesting();
        this.mostTokens = limits.tokens();
        this.longestToken = limits.tokenBytes();
        this.longest = limits.messageBytes();
    }

    private static byte[] nesting(char open, char closed) {
        byte[] change = new byte[256];
        change[open] = 1;
        change[closed] = -1;
        return change;
    }

    boolean isEmpty() {
        return tokens == 0;
    }

    /** {@return how many bytes the text takes at least, if each token is followed by one blank} */
    long sizeWithBlanks() {
        return (long) size + tokens;
    }

    void clear() {
        braces = 0;
        brackets = 0;
        tokens = 0;
        size = 0;
    }

    /** Forgets everything but which braces and brackets are open. */
    void forgetTokens() {
        tokens = 0;
        size = 0;
    }

    /** Counts the braces and brackets of a token without adding it. */
    void nest(char kind) {
        braces += BRACES[kind];
        brackets += BRACKETS[kind];
    }

    /** {@return whether a closing brace or bracket is missing, and there was none too many} */
    boolean isOpen() {
        return isOpen(braces, brackets);
    }

    private static boolean isOpen(int braces, int brackets) {
        return braces + brackets > 0 && braces >= 0 && brackets >= 0;
    }

    /** Adds a token that was {@link #nest nested}. Returns the limit that it exceeds. */
    Found add(int length) {
        if (!fits(length)) {
            return Found.TOO_LONG;
        }
        if (tokens == mostTokens) {
            return Found.TOO_MANY_TOKENS;
        }
        if (braces + brackets > mostNesting) {
            return Found.TOO_DEEP;
        }
        size += length;
        tokens++;
        return Found.NOTHING;
    }

    /** {@return so many bytes may be added that whatever tokens they are, only too many open braces exceed a limit} */
    int room() {
        int bytes = Math.min(longestToken, longest - 1 - size);
        return Math.max(0, Math.min(bytes, mostTokens - tokens));
    }

    /** Nests a brace or bracket, unless it ends the text or exceeds the limit; then it changes nothing. */
    boolean nestInner(int kind) {
        int bracesThen = braces + BRACES[kind];
        int bracketsThen = brackets + BRACKETS[kind];
        if (!isOpen(bracesThen, bracketsThen) || bracesThen + bracketsThen > mostNesting) {
            return false;
        }
        braces = bracesThen;
        brackets = bracketsThen;
        return true;
    }

    /** Adds tokens for which there is {@link #room}, and whose braces and brackets were nested. */
    void addInner(int count, int bytes) {
        tokens += count;
        size += bytes;
    }

    private boolean fits(int length) {
        // One byte more, as QEMU counts.
        return length <= longestToken && (long) size + length + 1 <= longest;
    }
}
