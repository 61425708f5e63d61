package io.qmp.plugin.machine.type;

import io.qmp.api.Experimental;

/**
 * What an error of a block device leads to.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public enum BlockErrorAction {
    /** The guest is not told. */
    IGNORE,
    /** The guest is told. */
    REPORT,
    /** The machine is stopped, and tries again when it goes on. */
    STOP
}
