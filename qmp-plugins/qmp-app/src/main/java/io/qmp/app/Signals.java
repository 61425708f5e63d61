package io.qmp.app;

import java.time.Duration;

/** Tells when the program is to end: SIGTERM, SIGINT, SIGHUP. */
@FunctionalInterface
interface Signals {
    /**
     * Watches for the signals until the program has ended. The second one ends it at once.
     *
     * @param end begins an orderly end; called once, at the first signal, on any thread
     * @param limit how long the end may take after that; then the program is ended at once
     */
    void watch(Runnable end, Duration limit);
}
