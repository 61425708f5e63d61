package io.qmp.server.event;

import io.qmp.api.bind.EventBinding;
import io.qmp.api.event.EventData;

/**
 * An event and the plugin that has registered it.
 *
 * @param binding the event
 * @param plugin the plugin's name
 * @param <E> the event
 */
public record RegisteredEvent<E extends EventData>(EventBinding<E> binding, String plugin) {}
