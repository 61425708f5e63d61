package io.qmp.client;

import io.qmp.api.bind.EventBinding;
import io.qmp.api.error.BindingException;
import io.qmp.api.event.EventData;
import io.qmp.api.message.Event;
import io.qmp.client.EventNotice.Gap;
import io.qmp.client.EventNotice.Happened;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Picks the events of a subscription, and makes of them what its consumer wants. */
@FunctionalInterface
interface EventSelector<T> {
    /** The event for the consumer, or {@code null} if it does not want it. */
    @Nullable
    EventNotice<T> select(Event event);

    /** Picks by name; no names mean all events. */
    static EventSelector<Event> named(Set<String> names) {
        return matching(names.isEmpty() ? event -> true : event -> names.contains(event.name()));
    }

    static EventSelector<Event> matching(Predicate<? super Event> wanted) {
        return event -> wanted.test(event) ? new Happened<>(event, event) : null;
    }

    static <E extends EventData> EventSelector<E> typed(EventBinding<E> binding) {
        return event -> event.name().equals(binding.name()) ? read(binding, event) : null;
    }

    private static <E extends EventData> EventNotice<E> read(EventBinding<E> binding, Event event) {
        try {
            return new Happened<>(binding.readData(event.data()), event);
        } catch (BindingException e) {
            System.getLogger("io.qmp.client.event")
                    .log(System.Logger.Level.WARNING, "cannot read " + event.name() + " as " + binding.type(), e);
            return new Gap<>(Gap.Reason.UNREADABLE, 1);
        }
    }
}
