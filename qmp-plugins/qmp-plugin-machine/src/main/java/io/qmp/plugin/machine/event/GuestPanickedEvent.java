package io.qmp.plugin.machine.event;

import io.qmp.api.Experimental;
import io.qmp.api.event.EventData;
import io.qmp.api.event.EventName;
import io.qmp.plugin.machine.type.GuestPanicAction;
import io.qmp.plugin.machine.type.GuestPanicInformation;
import org.jspecify.annotations.Nullable;

/**
 * The guest has panicked.
 *
 * @param action what follows
 * @param info what the guest tells of it
 * @since 0.1
 */
@Experimental(since = "0.1")
@EventName("GUEST_PANICKED")
public record GuestPanickedEvent(
        GuestPanicAction action, @Nullable GuestPanicInformation info) implements EventData {}
