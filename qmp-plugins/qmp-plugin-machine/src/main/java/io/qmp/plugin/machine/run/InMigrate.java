package io.qmp.plugin.machine.run;

import io.qmp.api.event.EventData;
import io.qmp.plugin.qemu.type.RunState;
import java.util.function.Consumer;

/**
 * The machine waits for an incoming migration; {@code cont} and {@code stop} set whether it runs afterwards.
 *
 * @param startsAfterwards whether it runs afterwards if the machine that it comes from did
 */
record InMigrate(boolean startsAfterwards) implements State {
    @Override
    public RunState runState() {
        return RunState.INMIGRATE;
    }

    @Override
    public State stop(State next, Consumer<EventData> events) {
        return new InMigrate(false);
    }

    @Override
    public State cont(Consumer<EventData> events) {
        return new InMigrate(true);
    }

    @Override
    public State reset() {
        return this;
    }
}
