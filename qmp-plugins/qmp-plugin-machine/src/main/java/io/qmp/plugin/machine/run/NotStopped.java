package io.qmp.plugin.machine.run;

import io.qmp.api.event.EventData;
import io.qmp.plugin.qemu.event.StopEvent;
import java.util.function.Consumer;

/** A state in which the machine is not stopped: it can be stopped, and goes on already. */
sealed interface NotStopped extends State permits Running, Suspended {
    @Override
    default State stop(State next, Consumer<EventData> events) {
        events.accept(new StopEvent());
        return next;
    }

    @Override
    default State cont(Consumer<EventData> events) {
        return this;
    }
}
