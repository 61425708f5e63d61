package io.qmp.app.tool;

/** Ends the program with a status and a message. */
final class StatusException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitStatus status;

    StatusException(ExitStatus status, String message) {
        super(message);
        this.status = status;
    }

    ExitStatus status() {
        return status;
    }
}
