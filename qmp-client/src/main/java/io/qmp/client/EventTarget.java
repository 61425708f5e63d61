package io.qmp.client;

import io.qmp.api.message.Event;
import org.jspecify.annotations.Nullable;

/** Where a hub's events go. Called on the loop. */
interface EventTarget {
    void event(Event event);

    /** The connection was lost, and there is another. */
    void reconnected();

    /**
     * There are no more events.
     *
     * @param cause why, if it was a failure
     */
    void ended(@Nullable RuntimeException cause);
}
