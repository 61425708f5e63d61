package io.qmp.api.bind;

import io.qmp.api.Experimental;

/**
 * Receives the deviations that lenient reading finds, which show how far a peer is from the types of this program.
 *
 * <p>Called on the thread that reads, in the order of reading. An exception ends the reading and reaches its caller.
 *
 * @since 0.1
 */
@FunctionalInterface
@Experimental(since = "0.1")
public interface LenienceListener {
    /** Ignores deviations, without cost. */
    LenienceListener NONE = lenience -> {};

    /**
     * Called for each deviation.
     *
     * @param lenience what was read leniently
     */
    void onLenience(Lenience lenience);
}
