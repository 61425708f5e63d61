package io.qmp.plugin.machine.run;

import io.qmp.api.event.EventData;
import io.qmp.plugin.qemu.event.WakeupEvent;
import io.qmp.plugin.qemu.type.RunState;
import java.util.function.Consumer;

/**
 * The guest sleeps. The machine is not stopped.
 *
 * @param canBeStopped whether it can be
 */
record Suspended(boolean canBeStopped) implements NotStopped {
    @Override
    public State stop(State next, Consumer<EventData> events) {
        return canBeStopped ? NotStopped.super.stop(next, events) : this;
    }

    @Override
    public RunState runState() {
        return RunState.SUSPENDED;
    }

    @Override
    public State wakeUp(Consumer<EventData> events) {
        events.accept(new WakeupEvent());
        return new Running();
    }
}
