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

    /**
     * {@return a line that marks the place, to be shown below what was typed, and the message}
     *
     * @param indent how far right of the margin the line was typed, such as the length of a prompt
     */
    public String marked(int indent) {
        return " ".repeat(indent + start) + "^".repeat(Math.max(1, end - start)) + " " + message;
    }
}
