package io.qmp.shell;

import io.qmp.api.Experimental;

/**
 * A fault in a line.
 *
 * @param start where the wrong piece begins
 * @param end where it ends; not before {@code start}
 * @param message what is wrong
 * @since 0.1
 */
@Experimental(since = "0.1")
public record Problem(int start, int end, String message) {
    static Problem at(Word word, String message) {
        return new Problem(word.start(), word.end(), message);
    }

    /** {@return {@link #marked(String, int)} below a line of letters that take a column each} */
    public String marked(int indent) {
        return marked(" ".repeat(end), indent);
    }

    /**
     * {@return a line that marks the place, to be shown below what was typed, and the message}
     *
     * @param line what was typed
     * @param indent how far right of the margin the line was typed, such as the length of a prompt
     */
    public String marked(String line, int indent) {
        int left = Columns.of(line.substring(0, start));
        int width = Columns.of(line.substring(start, end));
        return " ".repeat(indent + left) + "^".repeat(Math.max(1, width)) + " " + message;
    }
}
