package io.qmp.api.event;

import io.qmp.api.Stable;

/**
 * An event with its data. The record that implements it, marked with {@link EventName}, is the event's only
 * description.
 *
 * <pre>{@code
 * @EventName("STOP")
 * public record Stop() implements EventData {}
 * }</pre>
 *
 * @since 0.1
 */
@Stable(since = "0.1")
public interface EventData {}
