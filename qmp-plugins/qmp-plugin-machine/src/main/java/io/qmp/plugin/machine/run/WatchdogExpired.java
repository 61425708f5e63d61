package io.qmp.plugin.machine.run;

import io.qmp.plugin.qemu.type.RunState;

/** The guest's watchdog has expired, and the machine was stopped for it. */
record WatchdogExpired() implements State {
    @Override
    public RunState runState() {
        return RunState.WATCHDOG;
    }
}
