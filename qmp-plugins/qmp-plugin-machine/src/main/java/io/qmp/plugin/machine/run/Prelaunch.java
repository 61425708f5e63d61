package io.qmp.plugin.machine.run;

import io.qmp.plugin.qemu.type.RunState;

/** The machine has not run since it was made, or since it was reset while it was stopped. */
record Prelaunch() implements State {
    @Override
    public RunState runState() {
        return RunState.PRELAUNCH;
    }
}
