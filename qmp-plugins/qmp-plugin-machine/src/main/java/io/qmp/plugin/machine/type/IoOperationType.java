package io.qmp.plugin.machine.type;

import io.qmp.api.Experimental;

/**
 * What a guest asked of a block device.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public enum IoOperationType {
    /** To read. */
    READ,
    /** To write. */
    WRITE
}
