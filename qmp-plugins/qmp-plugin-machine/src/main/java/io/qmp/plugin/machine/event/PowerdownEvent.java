package io.qmp.plugin.machine.event;

import io.qmp.api.Experimental;
import io.qmp.api.event.EventData;
import io.qmp.api.event.EventName;

/**
 * The power button was pressed.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
@EventName("POWERDOWN")
public record PowerdownEvent() implements EventData {}
