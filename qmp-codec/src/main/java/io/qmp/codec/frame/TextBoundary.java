package io.qmp.codec.frame;

/**
 * The end of a text that breaks off: QEMU writes each message in a line of its own, so that a brace at the beginning of
 * a line, behind a complete value, begins the next message. Not looked for in what QEMU reads.
 */
final class TextBoundary {
    private final boolean wanted;
    private final OpenText text;

    TextBoundary(Dialect dialect, OpenText text) {
        this.wanted = dialect == Dialect.WRITTEN_BY_QEMU;
        this.text = text;
    }

    /** {@return whether the text breaks off in front of this brace} */
    boolean isAt(byte[] bytes, int brace) {
        if (!wanted || text.isEmpty() || bytes[brace - 1] != '\n') {
            return false;
        }
        int last = brace - 1;
        while (WhiteSpace.isBlank(bytes[last])) {
            last--;
        }
        return "{[:,".indexOf(bytes[last]) < 0;
    }
}
