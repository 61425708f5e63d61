package io.qmp.server.event;

import io.qmp.api.bind.EventBinding;
import io.qmp.api.event.EventData;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Events that a plugin has registered or declared with one call. An event is bound when it is first needed, as for that
 * the annotations of its type are read.
 *
 * @param names the names of the events, in their order, which it claims if they are not only declared; it need not
 *     have an event of each. Empty if they are not known before the events are bound
 * @param isDeclared whether the events are only declared
 * @param plugin what messages call the plugin, by its {@code toString}, which may open jars
 * @param types the types of the events, in their order
 * @param binder binds a type; {@code null} if the server's version does not have the event. Throws
 *     {@link IllegalArgumentException} for a type that describes none
 */
public record EventGroup(
        Set<String> names,
        boolean isDeclared,
        Object plugin,
        Supplier<? extends Collection<Class<? extends EventData>>> types,
        Function<Class<? extends EventData>, @Nullable EventBinding<?>> binder) {

    /** {@return the binding of a type; {@code null} if it is none of these, or not an event of the server's version} */
    @Nullable
    EventBinding<?> find(Class<? extends EventData> type) {
        return types.get().contains(type) ? bound(type) : null;
    }

    /** {@return the events that the server's version has} */
    List<EventBinding<?>> events() {
        return types.get().stream()
                .<EventBinding<?>>map(this::bound)
                .filter(Objects::nonNull)
                .toList();
    }

    private @Nullable EventBinding<?> bound(Class<? extends EventData> type) {
        EventBinding<?> binding = binder.apply(type);
        if (binding != null && !isDeclared && !names.contains(binding.name())) {
            throw new IllegalStateException("the plugin " + plugin + " registers the event '" + binding.name()
                    + "' without having claimed the name");
        }
        return binding;
    }
}
