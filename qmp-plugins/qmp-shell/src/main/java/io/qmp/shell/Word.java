package io.qmp.shell;

import io.qmp.api.Experimental;

/**
 * A piece of a line.
 *
 * @param text the piece as it was typed
 * @param start where it begins in the line
 * @since 0.1
 */
@Experimental(since = "0.1")
public record Word(String text, int start) {
    /** {@return where it ends in the line} */
    public int end() {
        return start + text.length();
    }

    Word from(int index) {
        return new Word(text.substring(index), start + index);
    }

    Word until(int index) {
        return new Word(text.substring(0, index), start);
    }
}
