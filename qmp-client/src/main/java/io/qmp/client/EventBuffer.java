package io.qmp.client;

import io.qmp.api.Experimental;
import io.qmp.client.EventNotice.Gap;
import io.qmp.client.EventNotice.Happened;
import io.qmp.client.event.QueueRules;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The number of events that a subscription keeps for its consumer, and the treatment of more. A handful that is being
 * handed over does not count.
 *
 * @param capacity how many
 * @param overflow what happens with one more
 * @since 0.1
 */
@Experimental(since = "0.1")
public record EventBuffer(int capacity, Overflow overflow) {
    /**
     * 8192 events, more than come while the operating system lets a consumer wait for a core that it shares with the
     * loop; beyond, the oldest are dropped.
     */
    public static final EventBuffer DEFAULT = new EventBuffer(8192, Overflow.dropOldest());

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

    /**
     * {@return the rules of a queue of this size}
     *
     * @param failed takes what the function of {@link Overflow#coalesce} throws; the event then has no key
     */
    <T> QueueRules<EventNotice<T>> rules(Consumer<Throwable> failed) {
        return new QueueRules<>(
                capacity,
                overflow instanceof Overflow.Fail,
                overflow instanceof Overflow.Coalesce coalesce
                        ? notice -> key(coalesce, notice, failed)
                        : notice -> Optional.empty(),
                lost -> new Gap<>(Gap.Reason.OVERFLOW, lost),
                new Gap<>(Gap.Reason.RECONNECTED, 0));
    }

    private static Optional<?> key(Overflow.Coalesce rule, EventNotice<?> notice, Consumer<Throwable> failed) {
        try {
            return notice instanceof Happened<?> happened
                    ? Optional.of(Optional.ofNullable(rule.key().apply(happened.event())))
                    : Optional.empty();
        } catch (Throwable e) { // the key is foreign code
            failed.accept(e);
            return Optional.empty();
        }
    }
}
