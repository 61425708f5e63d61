package io.qmp.plugin.machine.run;

import io.qmp.plugin.qemu.type.RunState;

/** The guest has panicked, and the machine was stopped for it. */
record GuestPanicked() implements State {
    @Override
    public RunState runState() {
        return RunState.GUEST_PANICKED;
    }
}
