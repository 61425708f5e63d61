package io.qmp.client.spi;

import io.qmp.api.Experimental;
import io.qmp.api.message.TraceContext;
import java.util.Optional;

/**
 * Called when one command has ended.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
@FunctionalInterface
public interface CallObservation {
    /** Does nothing. If all listeners return it, the command costs no more than without them from then on. */
    CallObservation NONE = end -> {};

    /**
     * The command has ended. Called exactly once, however it ends, on the thread that completes its future: the
     * client's event loop, or that of a caller who cancels. Must be quick. What it throws is logged.
     *
     * @param end how it ended
     */
    void ended(CallEnd end);

    /**
     * {@return the place in a trace that the server is to know; it travels in the id of the command} Only for servers
     * that look into ids, and harmless for others, which send them back. Called once, before the command is sent, on
     * the thread that executes it. If several listeners return one, the first is sent.
     */
    default Optional<TraceContext> traceContext() {
        return Optional.empty();
    }
}
