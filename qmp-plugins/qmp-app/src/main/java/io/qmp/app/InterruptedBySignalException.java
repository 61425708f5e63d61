package io.qmp.app;

/** A signal has ended a subcommand before its result was there. */
final class InterruptedBySignalException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int number;

    /**
     * Makes the exception.
     *
     * @param number the signal's
     * @param consequence what that means for the peer
     */
    InterruptedBySignalException(int number, String consequence) {
        super("interrupted: " + consequence);
        this.number = number;
    }

    /** {@return the exit status} */
    int status() {
        return number == 0 ? ExitStatus.INTERRUPTED.code() : Signals.STATUS + number;
    }
}
