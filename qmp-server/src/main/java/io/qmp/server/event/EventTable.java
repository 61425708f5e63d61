package io.qmp.server.event;

import io.qmp.api.bind.EventBinding;
import io.qmp.api.event.EventData;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All events of a server by name and type. Immutable. */
public final class EventTable {
    private final Map<Class<?>, EventBinding<?>> byType = new HashMap<>();
    private final List<EventBinding<?>> events;

    private EventTable(Map<String, RegisteredEvent<?>> byName, List<RegisteredEvent<?>> declared) {
        declared.forEach(event -> byType.put(event.binding().type(), event.binding()));
        this.events = byName.values().stream()
                .<EventBinding<?>>map(RegisteredEvent::binding)
                .toList();
        events.forEach(event -> byType.put(event.type(), event));
    }

    /**
     * Makes the table.
     *
     * @param registered the events that plugins have registered
     * @param declared the events that plugins have declared; ignored where an event of that name is registered
     * @throws IllegalStateException if two plugins claim one name; the message names both
     */
    public static EventTable of(List<RegisteredEvent<?>> registered, List<RegisteredEvent<?>> declared) {
        Map<String, RegisteredEvent<?>> byName = new LinkedHashMap<>();
        for (RegisteredEvent<?> event : registered) {
            RegisteredEvent<?> other = byName.putIfAbsent(event.binding().name(), event);
            if (other != null) {
                throw new IllegalStateException("the event '" + event.binding().name() + "' is claimed by two plugins: "
                        + other.plugin() + " and " + event.plugin());
            }
        }
        declared.forEach(event -> byName.putIfAbsent(event.binding().name(), event));
        return new EventTable(byName, declared);
    }

    /** The events, each name once. */
    public List<EventBinding<?>> events() {
        return events;
    }

    @SuppressWarnings("unchecked") // byType maps each class to the binding of that class
    <E extends EventData> EventBinding<E> binding(E event) {
        EventBinding<?> binding = byType.get(event.getClass());
        if (binding == null) {
            throw new IllegalArgumentException(
                    "no plugin has registered the event " + event.getClass().getName());
        }
        return (EventBinding<E>) binding;
    }
}
