package io.qmp.app;

import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Tells when the program is to end: SIGTERM, SIGINT, SIGHUP. */
interface Signals {
    /**
     * Watches for the signals.
     *
     * @param end begins an orderly end when one comes, and completes with it
     * @return ends the watch
     */
    Watch watch(Supplier<? extends CompletionStage<?>> end);

    /** Watches until it is closed. */
    interface Watch {
        /** Ends it. */
        void close();
    }
}
