package io.qmp.app.process;

import java.time.Duration;

/** Interrupts a thread at the first signal, and keeps which signal it was. */
public final class Interruption {
    /** How long the thread may take to end after that. */
    private static final Duration LIMIT = Duration.ofSeconds(2);

    private static final int SIGINT = 2;

    private final Thread thread;
    private volatile int number = SIGINT; // unless a signal says otherwise

    private Interruption(Thread thread) {
        this.thread = thread;
    }

    /** {@return the interruption of the current thread by the signals from now on} */
    public static Interruption ofThisThread(Signals signals) {
        Interruption interruption = new Interruption(Thread.currentThread());
        signals.watch(interruption::signal, LIMIT);
        return interruption;
    }

    private void signal(int newNumber) {
        number = newNumber;
        thread.interrupt();
    }

    /** {@return the failure of what was interrupted, with the status of the signal} */
    public InterruptedBySignalException failure(String consequence) {
        return new InterruptedBySignalException(number, consequence);
    }
}
