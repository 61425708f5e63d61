package io.qmp.client.spi;

import io.qmp.api.Experimental;
import io.qmp.api.message.TraceContext;
import java.util.Optional;

/**
 * Called when a command of the user begins and when it ends, for tracing and audit. Commands of the client's own, such
 * as those of the handshake, are not reported.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
@FunctionalInterface
public interface CallListener {
    /**
     * Sends each request that is passed on for another client with the trace that it came with. For programs between
     * clients and servers that make no spans themselves.
     */
    CallListener PASSING_TRACES = call -> call.received().isEmpty()
            ? CallObservation.NONE
            : new CallObservation() {
                @Override
                public void ended(CallEnd end) {}

                @Override
                public Optional<TraceContext> traceContext() {
                    return call.received();
                }
            };

    /**
     * A command begins. Called on the thread that executes it, before anything else is done with it, so that what
     * belongs to that thread can be read here. Must be quick. What it throws is logged, and the command is not
     * observed.
     *
     * @param call the command
     * @return called once, when the command has ended; {@link CallObservation#NONE} if that is not of interest
     */
    CallObservation began(CallInfo call);
}
