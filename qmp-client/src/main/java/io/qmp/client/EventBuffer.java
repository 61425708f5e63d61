package io.qmp.client;

import io.qmp.api.Experimental;

/**
 * How many events a subscription keeps for its consumer, and what happens beyond. A handful that is being handed over does not count.
 *
 * @param capacity how many
 * @param overflow what happens with one more
 * @since 0.1
 */
@Experimental(since = "0.1")
public record EventBuffer(int capacity, Overflow overflow) {
    /** 1024 events; beyond, the oldest are dropped. */
    public static final EventBuffer DEFAULT = new EventBuffer(1024, Overflow.dropOldest());

    /**
     * Checks the capacity.
     *
     * @throws IllegalArgumentException unless it is positive
     */
    public EventBuffer {
        if (capacity < 1) {
            throw new IllegalArgumentException("a buffer has room for at least one event, not " + capacity);
        }
    }
}
