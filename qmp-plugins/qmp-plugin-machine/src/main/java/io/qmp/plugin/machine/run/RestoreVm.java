package io.qmp.plugin.machine.run;

import io.qmp.plugin.qemu.type.RunState;

/** The machine was stopped for a snapshot that is loaded; it stays so if that fails. */
record RestoreVm() implements State {
    @Override
    public RunState runState() {
        return RunState.RESTORE_VM;
    }
}
