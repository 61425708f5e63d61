package io.qmp.plugin.machine.type;

import io.qmp.api.Experimental;

/**
 * Whether a block device works.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public enum BlockDeviceIoStatus {
    /** No access has failed. */
    OK,
    /** An access has failed. */
    FAILED,
    /** A write has failed for want of space. */
    NOSPACE
}
