package io.qmp.codec.message;

import io.qmp.codec.json.SyntaxException;

/**
 * Says what is wrong with a message, and where. Of the bytes there only the shape is shown, with {@code x} for
 * letters and {@code 0} for digits, since they may be part of a secret.
 */
final class Excerpt {
    private static final int LONGEST_REASON = 80;
    private static final int LONGEST = 16;

    private Excerpt() {}

    /** {@return the fault, its place, counted from 1, and the bytes there; all of it printable ASCII} */
    static String describe(SyntaxException fault, byte[] bytes, int begin, int end) {
        int from = Math.max(begin, Math.min(fault.position(), end));
        StringBuilder text = new StringBuilder();
        appendReason(text, fault.desc());
        text.append(", at byte ").append(1 + length(bytes, begin, from));
        if (from < end) {
            text.append(" near ");
            for (int i = from; i < Math.min(end, from + LONGEST); i++) {
                boolean escape = i == from + 1 && bytes[from] == '\\';
                append(text, escape ? bytes[i] & 0xFF : shape(bytes[i] & 0xFF));
            }
        }
        return text.toString();
    }

    /** How many bytes these are. Of white space outside of strings, which is not always kept, a run counts as one. */
    private static int length(byte[] bytes, int begin, int end) {
        int length = 0;
        byte quote = 0;
        boolean blank = false;
        for (int i = begin; i < end; i++) {
            byte each = bytes[i];
            boolean white = quote == 0 && (each == ' ' || each == '\t' || each == '\r' || each == '\n');
            length += white && blank ? 0 : 1;
            blank = white;
            if (quote != 0 && each == '\\' && i + 1 < end) {
                i++;
                length++;
            } else if (quote == 0 && (each == '"' || each == '\'')) {
                quote = each;
            } else if (each == quote) {
                quote = 0;
            }
        }
        return length;
    }

    private static int shape(int each) {
        if (each >= '0' && each <= '9') {
            return '0';
        }
        return each < 0x7F && Character.isLetter(each) ? 'x' : each;
    }

    private static void appendReason(StringBuilder text, String reason) {
        reason.chars().limit(LONGEST_REASON).forEach(each -> append(text, each));
        if (reason.length() > LONGEST_REASON) {
            text.append("...");
        }
    }

    private static void append(StringBuilder text, int each) {
        if (each >= ' ' && each < 0x7F) {
            text.append((char) each);
        } else {
            text.append(each < 0x100 ? String.format("\\x%02x", each) : String.format("\\u%04x", each));
        }
    }
}
