package io.qmp.plugin.machine.job;

import static io.qmp.plugin.qemu.type.JobStatus.CONCLUDED;
import static io.qmp.plugin.qemu.type.JobStatus.CREATED;
import static io.qmp.plugin.qemu.type.JobStatus.PAUSED;
import static io.qmp.plugin.qemu.type.JobStatus.PENDING;
import static io.qmp.plugin.qemu.type.JobStatus.READY;
import static io.qmp.plugin.qemu.type.JobStatus.RUNNING;
import static io.qmp.plugin.qemu.type.JobStatus.STANDBY;
import static io.qmp.plugin.qemu.type.JobStatus.WAITING;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.type.WireNaming;
import io.qmp.plugin.qemu.type.JobStatus;
import java.util.Set;

/** What clients can ask of a job, each in some of its states only. */
enum JobVerb {
    CANCEL(Set.of(CREATED, RUNNING, PAUSED, READY, STANDBY, WAITING, PENDING)),
    PAUSE(Set.of(CREATED, RUNNING, PAUSED, READY, STANDBY)),
    RESUME(Set.of(CREATED, RUNNING, PAUSED, READY, STANDBY)),
    SET_SPEED(Set.of(CREATED, RUNNING, PAUSED, READY, STANDBY)),
    CHANGE(Set.of(CREATED, RUNNING, PAUSED, READY, STANDBY)),
    COMPLETE(Set.of(READY, STANDBY)),
    FINALIZE(Set.of(PENDING)),
    DISMISS(Set.of(CONCLUDED));

    private final Set<JobStatus> states;

    JobVerb(Set<JobStatus> states) {
        this.states = states;
    }

    /**
     * Checks that a job accepts the verb.
     *
     * @throws CommandFailedException with QEMU's text if it does not
     */
    void require(String id, JobStatus status) {
        if (!states.contains(status)) {
            throw CommandFailedException.generic("Job '" + id + "' in state '" + WireNaming.enumValue(status)
                    + "' cannot accept command verb '" + WireNaming.enumValue(this) + "'");
        }
    }
}
