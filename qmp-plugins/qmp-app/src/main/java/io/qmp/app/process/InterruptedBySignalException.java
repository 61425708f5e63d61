package io.qmp.app.process;

/** A signal has ended a subcommand before its result was there. */
public final class InterruptedBySignalException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int number;

    /**
     * Makes the exception.
     *
     * @param number the signal's
     * @param consequence what that means for the peer
     */
    public InterruptedBySignalException(int number, String consequence) {
        super("interrupted: " + consequence);
        this.number = number;
    }

    /** {@return the exit status} */
    public int status() {
        return Signals.STATUS + number;
    }
}
