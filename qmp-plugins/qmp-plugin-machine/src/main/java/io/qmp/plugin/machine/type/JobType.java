package io.qmp.plugin.machine.type;

import io.qmp.api.Experimental;

/**
 * The kinds of jobs.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public enum JobType {
    COMMIT,
    STREAM,
    MIRROR,
    BACKUP,
    CREATE,
    AMEND,
    SNAPSHOT_LOAD,
    SNAPSHOT_SAVE,
    SNAPSHOT_DELETE
}
