package io.qmp.plugin.machine.run;

import io.qmp.plugin.qemu.type.RunState;

/** A block device has failed, and the machine was stopped for it. */
record IoError() implements State {
    @Override
    public RunState runState() {
        return RunState.IO_ERROR;
    }
}
