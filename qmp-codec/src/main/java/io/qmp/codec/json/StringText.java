package io.qmp.codec.json;

/** Strings as they are written in JSON: quotes, escapes, UTF-8. */
final class StringText {
    private static final String ESCAPED = "\"'\\/bfnrt";
    private static final String MEANT = "\"'\\/\b\f\n\r\t";

    private StringText() {}

    /** {@return what the bytes between the quotes of a string mean} */
    static String decode(byte[] bytes, int from, int to) throws SyntaxException {
        StringBuilder text = new StringBuilder(to - from);
        int i = from;
        while (i < to) {
            i = bytes[i] == '\\' ? escape(bytes, i, to, text) : character(bytes, i, to, text);
        }
        return text.toString();
    }

    private static int character(byte[] bytes, int i, int to, StringBuilder text) throws SyntaxException {
        int length = Utf8.length(bytes, i, to);
        int codePoint = Utf8.codePoint(bytes, i, length);
        if (codePoint < 0) {
            throw SyntaxException.parseError("invalid UTF-8 sequence in string", i);
        }
        if (codePoint < ' ' && length == 1) {
            throw SyntaxException.parseError("control character in string", i);
        }
        text.appendCodePoint(codePoint);
        return i + length;
    }

    private static int escape(byte[] bytes, int i, int to, StringBuilder text) throws SyntaxException {
        int kind = bytes[i + 1];
        if (kind == 'u') {
            return unicode(bytes, i, to, text);
        }
        int index = ESCAPED.indexOf(kind);
        if (index < 0) {
            throw SyntaxException.parseError("invalid escape sequence in string", i);
        }
        text.append(MEANT.charAt(index));
        return i + 2;
    }

    private static int unicode(byte[] bytes, int i, int to, StringBuilder text) throws SyntaxException {
        int length = 6;
        int codePoint = hex(bytes, i + 2, to);
        if (isHighSurrogate(codePoint) && i + 7 < to && bytes[i + 6] == '\\' && bytes[i + 7] == 'u') {
            int low = hex(bytes, i + 8, to);
            if (isLowSurrogate(low)) {
                length = 12;
                codePoint = Character.toCodePoint((char) codePoint, (char) low);
            }
        }
        if (!Utf8.isCharacter(codePoint)) {
            // The closing quote is quoted, too, if it comes early.
            String escape = Utf8.replaceInvalid(bytes, i, Math.min(to + 1, i + length));
            throw SyntaxException.parseError(escape + " is not a valid Unicode character", i);
        }
        text.appendCodePoint(codePoint);
        return i + length;
    }

    private static boolean isHighSurrogate(int codePoint) {
        return codePoint >= Character.MIN_HIGH_SURROGATE && codePoint <= Character.MAX_HIGH_SURROGATE;
    }

    private static boolean isLowSurrogate(int codePoint) {
        return codePoint >= Character.MIN_LOW_SURROGATE && codePoint <= Character.MAX_LOW_SURROGATE;
    }

    /** Four hexadecimal digits as a number, or -1 if they are not. */
    private static int hex(byte[] bytes, int from, int to) {
        if (from + 4 > to) {
            return -1;
        }
        int value = 0;
        for (int i = from; i < from + 4; i++) {
            // Bytes above 0x7F are negative, and no digits.
            value = value << 4 | Character.digit(bytes[i], 16);
        }
        return value;
    }
}
