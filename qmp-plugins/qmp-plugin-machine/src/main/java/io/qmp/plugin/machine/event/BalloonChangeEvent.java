package io.qmp.plugin.machine.event;

import io.qmp.api.Experimental;
import io.qmp.api.event.EventData;
import io.qmp.api.event.EventName;
import io.qmp.api.event.RateLimit;

/**
 * The guest has changed its balloon.
 *
 * @param actual bytes of memory that the guest has now
 * @since 0.1
 */
@Experimental(since = "0.1")
@RateLimit
@EventName("BALLOON_CHANGE")
public record BalloonChangeEvent(long actual) implements EventData {}
