package io.qmp.client.event;

import io.qmp.api.error.QmpException;
import io.qmp.api.message.Event;
import java.util.Optional;

/** Receives events and changes of the connection, on the loop. What it throws is logged. */
public interface EventSink {
    /** An event was received. */
    void event(Event event);

    /** Makes available to other threads what it has taken since this was called last. */
    default void handOver() {}

    /** The turn of the loop ends: consumers that wait are to be woken. Comes after {@link #handOver}. */
    default void wake() {}

    /** The connection was lost, and another is being made. */
    void lost(QmpException cause);

    /** There is another connection. */
    void reconnected();

    /** Commands may be executed on that connection. */
    default void ready() {}

    /**
     * There are no more events.
     *
     * @param cause why the client has ended; empty if it was closed
     */
    void ended(Optional<QmpException> cause);
}
