package io.qmp.plugin.machine.event;

import io.qmp.api.Experimental;
import io.qmp.api.event.EventData;
import io.qmp.api.event.EventName;

/**
 * A suspended guest has woken up.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
@EventName("WAKEUP")
public record WakeupEvent() implements EventData {}
