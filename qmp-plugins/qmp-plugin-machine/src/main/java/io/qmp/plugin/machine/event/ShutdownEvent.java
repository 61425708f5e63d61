package io.qmp.plugin.machine.event;

import io.qmp.api.Experimental;
import io.qmp.api.event.EventData;
import io.qmp.api.event.EventName;
import io.qmp.api.spi.ShutdownCause;

/**
 * The machine is shut down.
 *
 * @param guest whether the guest did it
 * @param reason why
 * @since 0.1
 */
@Experimental(since = "0.1")
@EventName("SHUTDOWN")
public record ShutdownEvent(boolean guest, ShutdownCause reason) implements EventData {}
