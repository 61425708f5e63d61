package io.qmp.plugin.machine.door;

/** A line, and how far it has been read. */
final class Cursor {
    private static final char END = '\0';

    private final String line;
    private int position;

    Cursor(String line) {
        this.line = line;
    }

    /** {@return the next character; NUL at the end} */
    char peek() {
        return position < line.length() ? line.charAt(position) : END;
    }

    boolean atEnd() {
        return position >= line.length();
    }

    void skip() {
        position++;
    }

    void skipBlanks() {
        while (!atEnd() && isBlank(peek())) {
            skip();
        }
    }

    /** {@return whether the next character is this one; then it has been read} */
    boolean take(char expected) {
        boolean found = peek() == expected && !atEnd();
        if (found) {
            skip();
        }
        return found;
    }

    /** {@return whether an {@code x} and a digit of a hexadecimal number come next} */
    boolean hexFollows() {
        return position + 1 < line.length()
                && Character.toLowerCase(line.charAt(position)) == 'x'
                && Character.digit(line.charAt(position + 1), 16) >= 0;
    }

    /** {@return the name of a command; may be empty} */
    String name() {
        skipBlanks();
        int start = position;
        while (!atEnd() && !isBlank(peek()) && peek() != '/') {
            skip();
        }
        return line.substring(start, position);
    }

    /** {@return what is there up to the next blank; may be empty} */
    String word() {
        skipBlanks();
        int start = position;
        while (!atEnd() && !isBlank(peek())) {
            skip();
        }
        return line.substring(start, position);
    }

    /** {@return a cursor over what has not been read, which then has been} */
    Cursor rest() {
        skipBlanks();
        Cursor rest = new Cursor(line.substring(position));
        position = line.length();
        return rest;
    }

    /** {@return whether only blanks follow} */
    boolean restIsBlank() {
        return line.chars().skip(position).allMatch(c -> isBlank((char) c));
    }

    /** {@return what has been read} */
    String soFar() {
        return line.substring(0, position);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }
}
