package io.qmp.plugin.machine.event;

import io.qmp.api.Experimental;
import io.qmp.api.event.EventData;
import io.qmp.api.event.EventName;

/**
 * The guest has suspended to RAM.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
@EventName("SUSPEND")
public record SuspendEvent() implements EventData {}
