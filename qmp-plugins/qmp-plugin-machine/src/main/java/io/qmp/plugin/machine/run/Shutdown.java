package io.qmp.plugin.machine.run;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.event.EventData;
import io.qmp.plugin.qemu.type.RunState;
import java.util.function.Consumer;

/** The guest has powered off, but the program goes on; only a reset leaves this state. */
record Shutdown() implements State {
    @Override
    public RunState runState() {
        return RunState.SHUTDOWN;
    }

    @Override
    public State cont(Consumer<EventData> events) {
        throw CommandFailedException.generic("Resetting the Virtual Machine is required");
    }
}
