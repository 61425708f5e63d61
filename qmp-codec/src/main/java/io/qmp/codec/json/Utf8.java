package io.qmp.codec.json;

/**
 * UTF-8 as QEMU takes it: without non-characters, but with {@code C0 80} for U+0000.
 */
public final class Utf8 {
    private static final int REPLACEMENT = 0xFFFD;
    private static final int[] SMALLEST = {0, 0, 0x80, 0x800, 0x10000, 0x200000, 0x4000000};

    private Utf8() {}

    /**
     * {@return how many bytes belong together: a lead byte and those continuation bytes behind it that it asks for,
     * or any other byte alone}
     */
    static int length(byte[] bytes, int from, int to) {
        int end = Math.min(to, from + wanted(bytes[from]));
        int i = from + 1;
        while (i < end && (bytes[i] & 0xC0) == 0x80) {
            i++;
        }
        return i - from;
    }

    /** {@return the character that so many bytes stand for, or -1} */
    static int codePoint(byte[] bytes, int from, int length) {
        byte lead = bytes[from];
        if (lead >= 0) {
            return lead;
        }
        if (length == 1 || length != wanted(lead)) {
            return -1;
        }
        int codePoint = lead & 0xFF >> length + 1;
        for (int i = 1; i < length; i++) {
            codePoint = codePoint << 6 | bytes[from + i] & 0x3F;
        }
        boolean overlong = codePoint < SMALLEST[length] && !(codePoint == 0 && length == 2);
        return !overlong && isCharacter(codePoint) ? codePoint : -1;
    }

    /** How many bytes a sequence has that begins with this one. */
    private static int wanted(byte lead) {
        int ones = Integer.numberOfLeadingZeros(~lead << 24);
        return ones < 2 || ones > 6 ? 1 : ones;
    }

    /** {@return whether QEMU lets a string contain this code point: neither surrogates nor non-characters} */
    static boolean isCharacter(int codePoint) {
        return codePoint >= 0
                && codePoint <= Character.MAX_CODE_POINT
                && (codePoint & 0xFFFE) != 0xFFFE
                && (codePoint < 0xFDD0 || codePoint > 0xFDEF)
                && (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE);
    }

    /** {@return bytes as a text, with U+FFFD in place of each sequence that stands for no character} */
    public static String replaceInvalid(byte[] bytes, int from, int to) {
        StringBuilder text = new StringBuilder(to - from);
        int length;
        for (int i = from; i < to; i += length) {
            length = length(bytes, i, to);
            int codePoint = codePoint(bytes, i, length);
            text.appendCodePoint(codePoint < 0 ? REPLACEMENT : codePoint);
        }
        return text.toString();
    }
}
