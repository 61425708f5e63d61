package io.qmp.plugin.machine.run;

import io.qmp.plugin.qemu.type.RunState;

/** The virtual CPUs run. */
record Running() implements NotStopped {
    @Override
    public RunState runState() {
        return RunState.RUNNING;
    }

    @Override
    public State reset() {
        return this;
    }
}
