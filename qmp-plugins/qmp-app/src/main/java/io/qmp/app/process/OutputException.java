package io.qmp.app.process;

import java.io.IOException;

/** Standard output takes nothing more. */
public final class OutputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The operating system's texts for EPIPE and EBADF; Java has no other sign of them. */
    private static final String BROKEN_PIPE = "Broken pipe";

    private static final String CLOSED = "Bad file descriptor";

    private final boolean closedPipe;

    public OutputException(IOException cause) {
        super("standard output cannot be written to: " + reason(cause), cause);
        this.closedPipe = BROKEN_PIPE.equals(cause.getMessage());
    }

    private static String reason(IOException cause) {
        String text = String.valueOf(cause.getMessage());
        return text.equals(CLOSED) ? "it is closed" : text;
    }

    /** {@return whether its reader has closed the pipe, as {@code head} does when it has enough} */
    public boolean isClosedPipe() {
        return closedPipe;
    }
}
