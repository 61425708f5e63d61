package io.qmp.plugin.machine.event;

import io.qmp.api.Experimental;
import io.qmp.api.event.EventData;
import io.qmp.api.event.EventName;
import io.qmp.api.event.RateLimit;

/**
 * The guest has set its clock.
 *
 * @param offset seconds by which it is now ahead of the host's
 * @param qomPath the path of the clock
 * @since 0.1
 */
@Experimental(since = "0.1")
@RateLimit
@EventName("RTC_CHANGE")
public record RtcChangeEvent(long offset, String qomPath) implements EventData {}
