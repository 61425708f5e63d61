package io.qmp.plugin.machine.run;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.event.EventData;
import io.qmp.plugin.qemu.type.RunState;
import java.util.function.Consumer;

/**
 * The machine was stopped for the last part of a migration.
 *
 * @param before the state that it goes back to if the migration fails
 */
record FinishMigrate(State before) implements State {
    @Override
    public RunState runState() {
        return RunState.FINISH_MIGRATE;
    }

    @Override
    public State cont(Consumer<EventData> events) {
        throw CommandFailedException.generic("Migration is not finalized yet");
    }

    @Override
    public State reset() {
        return this;
    }
}
