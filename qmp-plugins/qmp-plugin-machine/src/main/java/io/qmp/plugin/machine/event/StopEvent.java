package io.qmp.plugin.machine.event;

import io.qmp.api.Experimental;
import io.qmp.api.event.EventData;
import io.qmp.api.event.EventName;

/**
 * The virtual CPUs have stopped.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
@EventName("STOP")
public record StopEvent() implements EventData {}
