/**
 * Events: the type that is an event's only description, and how often it may be sent.
 *
 * <p>Start with {@link io.qmp.api.event.EventData} and {@link io.qmp.api.event.EventName}.
 */
@NullMarked
package io.qmp.api.event;

import org.jspecify.annotations.NullMarked;
