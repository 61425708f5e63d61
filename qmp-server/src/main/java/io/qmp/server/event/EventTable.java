package io.qmp.server.event;

import io.qmp.api.bind.EventBinding;
import io.qmp.api.event.EventData;
import io.qmp.api.message.VersionRange;
import io.qmp.server.guard.Claims;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All events of a server by name and type. Immutable. */
public final class EventTable {
    private final Map<Class<?>, EventBinding<?>> byType = new HashMap<>();
    private final Map<String, EventBinding<?>> byName = new LinkedHashMap<>();

    private EventTable(Map<String, RegisteredEvent<?>> events, List<RegisteredEvent<?>> declared) {
        declared.forEach(event -> byType.put(event.binding().type(), event.binding()));
        events.forEach((name, event) -> {
            byName.put(name, event.binding());
            byType.put(event.binding().type(), event.binding());
        });
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
                throw Claims.twice("the event '" + event.binding().name() + "'", other.plugin(), event.plugin());
            }
        }
        declared.forEach(event -> byName.putIfAbsent(event.binding().name(), event));
        return new EventTable(byName, declared);
    }

    /** The events, each name once. */
    public List<EventBinding<?>> events() {
        return List.copyOf(byName.values());
    }

    /** {@return the features of the event of a name; none if there is none} */
    Set<String> features(String name) {
        EventBinding<?> binding = byName.get(name);
        return binding == null ? Set.of() : binding.features();
    }

    /** The binding of an event; {@code null} if it is one that the server's version does not have. */
    @SuppressWarnings("unchecked") // byType maps each class to the binding of that class
    <E extends EventData> @Nullable EventBinding<E> binding(E event) {
        EventBinding<?> binding = byType.get(event.getClass());
        if (binding == null && !VersionRange.of(event.getClass()).isAll()) {
            return null;
        }
        if (binding == null) {
            throw new IllegalArgumentException(
                    "no plugin has registered the event " + event.getClass().getName());
        }
        return (EventBinding<E>) binding;
    }
}
