package io.qmp.server.event;

import io.qmp.api.bind.EventBinding;
import io.qmp.api.event.EventData;
import io.qmp.api.message.VersionRange;
import io.qmp.server.guard.Claims;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** All events of a server by name and type. Its events are always the same, but they are bound when first needed. */
public final class EventTable {
    private final List<EventGroup> groups;
    private final Map<Class<?>, EventBinding<?>> byType = new ConcurrentHashMap<>();
    private volatile @Nullable Map<String, EventBinding<?>> byName; // threads that race make equal ones

    private EventTable(List<EventGroup> groups) {
        this.groups = groups;
    }

    /**
     * Makes the table.
     *
     * @param groups the events that plugins have registered, and declared events, which are ignored where an event of
     *     that name is registered
     * @throws IllegalStateException if two plugins claim one name; the message names both
     */
    public static EventTable of(List<EventGroup> groups) {
        EventTable table = new EventTable(List.copyOf(groups));
        Set<String> claimed = new HashSet<>();
        for (EventGroup group : groups) {
            for (String name : group.isDeclared() ? Set.<String>of() : group.names()) {
                if (!claimed.add(name)) {
                    table.bound(); // looks whether the server's version has both
                }
            }
        }
        return table;
    }

    /**
     * {@return the events, each name once; declared ones follow the others}
     *
     * @throws IllegalStateException if some cannot be bound
     */
    public List<EventBinding<?>> events() {
        return List.copyOf(bound().values());
    }

    /**
     * {@return the events of some names, as {@link #events()} has them} Binds these, and what is claimed together with
     * one of these; leaves out events whose names are not known before they are bound.
     *
     * @throws IllegalStateException if some cannot be bound
     */
    public List<EventBinding<?>> events(Predicate<String> names) {
        List<EventGroup> some = groups.stream()
                .filter(group -> group.names().stream().anyMatch(names))
                .toList();
        return bind(some).values().stream()
                .filter(event -> names.test(event.name()))
                .toList();
    }

    private Map<String, EventBinding<?>> bound() {
        Map<String, EventBinding<?>> known = byName;
        if (known == null) {
            known = bind(groups);
            byName = known;
        }
        return known;
    }

    private static Map<String, EventBinding<?>> bind(List<EventGroup> groups) {
        Map<String, EventBinding<?>> events = new LinkedHashMap<>();
        Map<String, Object> plugins = new HashMap<>();
        for (EventGroup group : groups) {
            for (EventBinding<?> event : group.isDeclared() ? List.<EventBinding<?>>of() : group.events()) {
                Object other = plugins.put(event.name(), group.plugin());
                if (other != null) {
                    throw Claims.twice("the event '" + event.name() + "'", other, group.plugin());
                }
                events.put(event.name(), event);
            }
        }
        for (EventGroup group : groups) {
            if (group.isDeclared()) {
                group.events().forEach(event -> events.putIfAbsent(event.name(), event));
            }
        }
        return events;
    }

    /** {@return the features of the event of a name; none if there is none} */
    Set<String> features(String name) {
        EventBinding<?> binding = bound().get(name);
        return binding == null ? Set.of() : binding.features();
    }

    /** The binding of an event; {@code null} if it is one that the server's version does not have. */
    @SuppressWarnings("unchecked") // byType maps each class to the binding of that class
    <E extends EventData> @Nullable EventBinding<E> binding(E event) {
        EventBinding<?> binding = byType.get(event.getClass());
        if (binding == null) {
            binding = find(event.getClass());
        }
        return (EventBinding<E>) binding;
    }

    private @Nullable EventBinding<?> find(Class<? extends EventData> type) {
        for (EventGroup group : groups) {
            EventBinding<?> binding = group.find(type);
            if (binding != null) {
                byType.put(type, binding);
                return binding;
            }
        }
        if (VersionRange.of(type).isAll()) {
            throw new IllegalArgumentException("no plugin has registered the event " + type.getName());
        }
        return null;
    }
}
