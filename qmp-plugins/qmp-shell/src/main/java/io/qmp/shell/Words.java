package io.qmp.shell;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a line into words at white space, except in quotes, and except in an object or array at the beginning of a
 * word or of a value.
 */
final class Words {
    private final String text;
    private final List<Word> words = new ArrayList<>();
    private int at;
    private boolean closed = true;

    private Words(String text) {
        this.text = text;
    }

    /** The words; whether all quotes and brackets are closed. */
    record Split(List<Word> words, boolean closed) {}

    static Split split(String text) {
        Words reading = new Words(text);
        reading.all();
        return new Split(reading.words, reading.closed);
    }

    private void all() {
        while (at < text.length()) {
            if (isSpace(text.charAt(at))) {
                at++;
            } else {
                int start = at;
                word();
                words.add(new Word(text.substring(start, at), start));
            }
        }
    }

    private void word() {
        boolean valueBegins = true;
        boolean key = true;
        while (at < text.length() && !isSpace(text.charAt(at))) {
            char c = text.charAt(at);
            if (valueBegins && (c == '{' || c == '[')) {
                brackets();
                valueBegins = false;
                continue;
            }
            valueBegins = key && c == '=';
            key &= c != '=';
            at++;
            if (c == '"' || c == '\'') {
                quoted(c);
            }
        }
    }

    /** Reads an object or array up to the bracket that closes it. */
    private void brackets() {
        int depth = 0;
        do {
            char c = text.charAt(at++);
            if (c == '{' || c == '[') {
                depth++;
            } else if (c == '}' || c == ']') {
                depth--;
            } else if (c == '"' || c == '\'') {
                quoted(c);
            }
        } while (depth > 0 && at < text.length());
        closed &= depth == 0;
    }

    /** Reads behind the quote that ends a string. */
    private void quoted(char quote) {
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == quote) {
                return;
            } else if (c == '\\' && at < text.length()) {
                at++;
            }
        }
        closed = false;
    }

    static boolean isSpace(char c) {
        return Character.isWhitespace(c);
    }
}
