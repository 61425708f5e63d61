package io.qmp.plugin.machine.block;

import io.qmp.plugin.machine.job.Job;
import io.qmp.plugin.qemu.type.BlockErrorAction;
import io.qmp.plugin.qemu.type.BlockdevOnError;
import io.qmp.plugin.qemu.type.IoOperationType;
import org.jspecify.annotations.Nullable;

/** What a job does when the host fails an access. */
record OnBlockError(BlockdevOnError policy) {
    static OnBlockError of(@Nullable BlockdevOnError given) {
        return new OnBlockError(given == null ? BlockdevOnError.REPORT : given);
    }

    /** {@return the action for a failure, which the job tells clients} */
    BlockErrorAction meet(Job job, IoOperationType operation, Failure failure) {
        BlockErrorAction action = switch (policy) {
            case ENOSPC, AUTO -> failure.nospace() ? BlockErrorAction.STOP : BlockErrorAction.REPORT;
            case STOP -> BlockErrorAction.STOP;
            case REPORT -> BlockErrorAction.REPORT;
            case IGNORE -> BlockErrorAction.IGNORE;
        };
        job.met(operation, action, failure.nospace());
        return action;
    }
}
