package io.qmp.plugin.machine.run;

import io.qmp.api.event.EventData;
import io.qmp.plugin.qemu.type.RunState;
import java.util.function.Consumer;

/** The machine waits for an incoming migration; {@code cont} and {@code stop} set whether it runs afterwards. */
record InMigrate() implements State {
    @Override
    public RunState runState() {
        return RunState.INMIGRATE;
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
