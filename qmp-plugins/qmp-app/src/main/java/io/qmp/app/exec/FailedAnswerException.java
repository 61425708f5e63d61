package io.qmp.app.exec;

/** The peer answered, and the answer is not what the command line asks for. */
public final class FailedAnswerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param message what is missing or wrong in the answer
     */
    public FailedAnswerException(String message) {
        super(message);
    }
}
