package io.qmp.plugin.machine.event;

import io.qmp.api.Experimental;
import io.qmp.api.event.EventData;
import io.qmp.api.event.EventName;
import io.qmp.api.event.RateLimit;
import io.qmp.plugin.machine.type.WatchdogAction;

/**
 * The guest's watchdog has expired.
 *
 * @param action what follows
 * @since 0.1
 */
@Experimental(since = "0.1")
@RateLimit
@EventName("WATCHDOG")
public record WatchdogEvent(WatchdogAction action) implements EventData {}
