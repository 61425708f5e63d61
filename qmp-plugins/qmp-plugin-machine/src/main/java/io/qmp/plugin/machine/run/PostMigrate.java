package io.qmp.plugin.machine.run;

import io.qmp.plugin.qemu.type.RunState;

/** The machine has been migrated; it can go on here all the same. */
record PostMigrate() implements State {
    @Override
    public RunState runState() {
        return RunState.POSTMIGRATE;
    }
}
