package io.qmp.client;

import io.qmp.api.Experimental;
import io.qmp.api.message.Event;
import java.util.function.Function;

/**
 * The treatment of an event for which the buffer of a subscription has no room.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public sealed interface Overflow {
    /** {@return the rule that the oldest event is dropped} */
    static Overflow dropOldest() {
        return DropOldest.INSTANCE;
    }

    /** {@return the rule that the subscription fails once the events in its buffer have been consumed} */
    static Overflow fail() {
        return Fail.INSTANCE;
    }

    /**
     * {@return the rule that of events with the same key the oldest is dropped; if there is none with the key of the
     * new event, the oldest of all}
     *
     * @param key what an event is about, such as its device; called on the client's event loop
     */
    static Overflow coalesce(Function<? super Event, ?> key) {
        return new Coalesce(key);
    }

    /** See {@link #dropOldest}. */
    enum DropOldest implements Overflow {
        /** The only one. */
        INSTANCE
    }

    /** See {@link #fail}. */
    enum Fail implements Overflow {
        /** The only one. */
        INSTANCE
    }

    /**
     * See {@link #coalesce}.
     *
     * @param key what an event is about
     */
    record Coalesce(Function<? super Event, ?> key) implements Overflow {}
}
