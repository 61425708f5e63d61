package io.qmp.codec.frame;

/** The bytes between tokens that mean nothing. */
final class WhiteSpace {
    private WhiteSpace() {}

    static boolean isBlank(byte each) {
        return each == ' ' || each == '\n' || each == '\r' || each == '\t';
    }

    /**
     * Leaves the last blank of each run of white space outside of strings. Moves bytes to the front.
     *
     * @param bytes of a text, which may break off anywhere
     * @param from where it begins
     * @param to where it ends
     * @return where it ends now
     */
    static int squeeze(byte[] bytes, int from, int to) {
        int kept = from;
        byte quote = 0;
        boolean escaped = false;
        boolean blank = false;
        for (int i = from; i < to; i++) {
            byte each = bytes[i];
            if (quote != 0) {
                if (escaped) {
                    escaped = false;
                } else if (each == '\\') {
                    escaped = true;
                } else if (each == quote) {
                    quote = 0;
                }
            } else if (each == '"' || each == '\'') {
                quote = each;
            }
            boolean white = quote == 0 && isBlank(each);
            if (white && blank) {
                bytes[kept - 1] = each;
            } else {
                bytes[kept++] = each;
            }
            blank = white;
        }
        return kept;
    }
}
