package io.qmp.client;

import io.qmp.api.bind.EventBinding;
import io.qmp.api.event.EventData;
import io.qmp.api.message.Event;
import io.qmp.client.EventNotice.Happened;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Selects the events of a subscription and converts them to its type. */
@FunctionalInterface
interface EventSelector<T> {
    /**
     * {@return the notice for the consumer; {@code null} if it does not want the event} May throw whatever the type or
     * the predicate of the user throws.
     */
    @Nullable
    EventNotice<T> select(Event event);

    /** Picks by name; no names mean all events. */
    static EventSelector<Event> named(Set<String> names) {
        return matching(names.isEmpty() ? event -> true : event -> names.contains(event.name()));
    }

    static EventSelector<Event> matching(Predicate<? super Event> wanted) {
        return event -> wanted.test(event) ? new Happened<>(event, event) : null;
    }

    /** Picks by the name of a type, and reads the data as that type. */
    static <E extends EventData> EventSelector<E> typed(EventBinding<E> binding) {
        return event ->
                event.name().equals(binding.name()) ? new Happened<>(binding.readData(event.data()), event) : null;
    }
}
