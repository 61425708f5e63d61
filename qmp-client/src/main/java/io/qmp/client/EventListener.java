package io.qmp.client;

import io.qmp.api.Experimental;
import io.qmp.api.error.QmpException;
import io.qmp.api.message.Event;
import java.util.Optional;

/**
 * Called for events at once, on the client's event loop. Must not block; what it throws is logged.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
@FunctionalInterface
public interface EventListener {
    /**
     * An event has happened.
     *
     * @param event what happened
     */
    void event(Event event);

    /**
     * The connection was lost, and the client is about to make another.
     *
     * @param cause why it was lost
     */
    default void lost(QmpException cause) {}

    /**
     * The connection was lost, and there is another. Events that happened in between are lost. The client is not ready
     * for commands yet.
     */
    default void reconnected() {}

    /**
     * Commands may be executed on the new connection. Comes after {@link #reconnected}, and before the function of
     * {@link ReconnectPolicy#withResync}.
     */
    default void ready() {}

    /**
     * There will be no more events. Not called for a listener that was closed.
     *
     * @param cause why the client has ended, unless it was closed
     */
    default void ended(Optional<QmpException> cause) {}
}
