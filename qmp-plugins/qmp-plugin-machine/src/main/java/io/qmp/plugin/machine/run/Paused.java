package io.qmp.plugin.machine.run;

import io.qmp.api.event.EventData;
import io.qmp.plugin.qemu.event.ResumeEvent;
import io.qmp.plugin.qemu.type.RunState;
import java.util.function.Consumer;

/**
 * A command has stopped the machine.
 *
 * @param before the state that it goes back to
 */
record Paused(State before) implements State {
    @Override
    public RunState runState() {
        return RunState.PAUSED;
    }

    @Override
    public State cont(Consumer<EventData> events) {
        events.accept(new ResumeEvent());
        return before;
    }
}
