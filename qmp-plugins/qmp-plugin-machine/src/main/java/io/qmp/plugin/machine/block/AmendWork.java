package io.qmp.plugin.machine.block;

import io.qmp.api.error.CommandFailedException;
import io.qmp.plugin.machine.job.Job;
import io.qmp.plugin.machine.job.JobWork;
import io.qmp.plugin.machine.job.Step;
import io.qmp.plugin.qemu.type.BlockdevAmendOptionsQcow2;

/** Changes an image of the format {@code qcow2}, of which only the encryption could be changed: none is encrypted. */
final class AmendWork implements JobWork {
    private final BlockdevAmendOptionsQcow2 options;

    AmendWork(BlockdevAmendOptionsQcow2 options) {
        this.options = options;
    }

    @Override
    public Step next(Job job) {
        job.progress().remaining(1);
        job.progress().advance(1);
        if (options.encrypt() != null) {
            throw CommandFailedException.generic("image is not encrypted, can't amend");
        }
        return Step.DONE;
    }

    @Override
    public boolean succeedsAtOnce() {
        return true;
    }

    @Override
    public boolean failsAtOnce() {
        return true;
    }
}
