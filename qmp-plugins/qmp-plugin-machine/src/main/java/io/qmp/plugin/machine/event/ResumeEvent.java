package io.qmp.plugin.machine.event;

import io.qmp.api.Experimental;
import io.qmp.api.event.EventData;
import io.qmp.api.event.EventName;

/**
 * The virtual CPUs run on.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
@EventName("RESUME")
public record ResumeEvent() implements EventData {}
