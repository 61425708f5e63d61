package io.qmp.client.event;

import io.qmp.api.error.QmpException;
import io.qmp.api.message.Event;
import java.util.Optional;

/** Receives events and changes of the connection, on the loop. What it throws is logged. */
public interface EventSink {
    /** An event was received. */
    void event(Event event);

    /** The connection was lost, and another is being made. */
    void lost(QmpException cause);

    /** There is another connection. */
    void reconnected();

    /**
     * There are no more events.
     *
     * @param cause why the client has ended; empty if it was closed
     */
    void ended(Optional<QmpException> cause);
}
