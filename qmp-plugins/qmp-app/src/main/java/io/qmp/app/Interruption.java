package io.qmp.app;

import java.time.Duration;

/** Interrupts a thread at the first signal, and keeps which signal it was. */
final class Interruption {
    /** How long the thread may take to end after that. */
    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final Thread thread;
    private volatile int number;

    private Interruption(Thread thread) {
        this.thread = thread;
    }

    /** {@return the interruption of the current thread by the signals from now on} */
    static Interruption ofThisThread(Signals signals) {
        Interruption interruption = new Interruption(Thread.currentThread());
        signals.watch(interruption::signal, LIMIT);
        return interruption;
    }

    private void signal(int newNumber) {
        number = newNumber;
        thread.interrupt();
    }

    /** {@return the failure of what was interrupted, with the status of the signal} */
    InterruptedBySignalException failure(String consequence) {
        return new InterruptedBySignalException(number, consequence);
    }
}
