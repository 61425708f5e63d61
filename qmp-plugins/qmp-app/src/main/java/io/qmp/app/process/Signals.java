package io.qmp.app.process;

import java.time.Duration;
import java.util.function.IntConsumer;

/** The signals that ask the program to end: SIGTERM, SIGINT, SIGHUP. */
@FunctionalInterface
public interface Signals {
    /** The status of a program that a signal ended is this and the number of the signal, as in a shell. */
    int STATUS = 128;

    /**
     * Watches for the signals until the program has ended. The second one ends it at once, with {@link #STATUS} and
     * the number of that signal.
     *
     * @param first called at the first signal with its number, once, on any thread; begins an orderly end
     * @param limit how long the end may take after that; then the program is ended at once, with {@link #STATUS} and
     *     the number of the first signal
     */
    void watch(IntConsumer first, Duration limit);
}
