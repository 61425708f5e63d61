package io.qmp.client;

import io.qmp.api.Experimental;
import io.qmp.api.message.Event;

/**
 * An element of a subscription: an event, or the notice that events are missing at this place.
 *
 * @param <T> what the subscription makes of events: {@link Event} itself, or a type that describes one
 * @since 0.1
 */
@Experimental(since = "0.1")
public sealed interface EventNotice<T> {
    /**
     * An event has happened.
     *
     * @param value the event as the subscription's type
     * @param event the event as it was received
     * @param <T> the subscription's type
     */
    record Happened<T>(T value, Event event) implements EventNotice<T> {}

    /**
     * Events are missing here.
     *
     * @param reason why
     * @param events how many; 0 if nobody can know
     * @param <T> the subscription's type
     */
    record Gap<T>(Reason reason, long events) implements EventNotice<T> {
        /** Why events are missing. */
        public enum Reason {
            /** The consumer was slower than the subscription's buffer could bear. */
            OVERFLOW,
            /** The connection was lost and made anew. What is known of the peer's state is to be asked for again. */
            RECONNECTED,
            /** The event's data do not fit the type that describes it, or the predicate of the subscription failed. */
            UNREADABLE
        }
    }
}
