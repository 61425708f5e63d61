package io.qmp.plugin.machine.type;

import io.qmp.api.Experimental;

/**
 * What a machine is doing, or why it does nothing.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public enum RunState {
    /** A debugger has stopped it. */
    DEBUG,
    /** It waits to be migrated in. */
    INMIGRATE,
    /** An internal error keeps the guest from running. */
    INTERNAL_ERROR,
    /** An error of a block device has stopped it. */
    IO_ERROR,
    /** A command has stopped it. */
    PAUSED,
    /** It was migrated away. */
    POSTMIGRATE,
    /** It has not been started yet. */
    PRELAUNCH,
    /** It is stopped while the last of it is migrated. */
    FINISH_MIGRATE,
    /** It is being restored. */
    RESTORE_VM,
    /** The guest runs. */
    RUNNING,
    /** It is being saved. */
    SAVE_VM,
    /** The guest has powered off. */
    SHUTDOWN,
    /** The guest has suspended to RAM. */
    SUSPENDED,
    /** The watchdog has stopped it. */
    WATCHDOG,
    /** The guest has panicked. */
    GUEST_PANICKED,
    /** It is stopped for fault tolerance. */
    COLO
}
