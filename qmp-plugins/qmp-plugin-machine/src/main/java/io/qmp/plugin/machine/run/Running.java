package io.qmp.plugin.machine.run;

import io.qmp.api.event.EventData;
import io.qmp.plugin.qemu.event.StopEvent;
import io.qmp.plugin.qemu.type.RunState;
import java.util.function.Consumer;

/** The virtual CPUs run. */
record Running() implements State {
    @Override
    public RunState runState() {
        return RunState.RUNNING;
    }

    @Override
    public State stop(State next, Consumer<EventData> events) {
        events.accept(new StopEvent());
        return next;
    }

    @Override
    public State cont(Consumer<EventData> events) {
        return this;
    }

    @Override
    public State reset() {
        return this;
    }
}
