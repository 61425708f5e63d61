package io.qmp.plugin.machine.type;

import io.qmp.api.Experimental;

/**
 * How far a job is.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public enum JobStatus {
    UNDEFINED,
    CREATED,
    RUNNING,
    PAUSED,
    READY,
    STANDBY,
    WAITING,
    PENDING,
    ABORTING,
    CONCLUDED,
    NULL
}
