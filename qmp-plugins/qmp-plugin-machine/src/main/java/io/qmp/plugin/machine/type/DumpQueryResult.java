package io.qmp.plugin.machine.type;

import io.qmp.api.Experimental;

/**
 * A dump of the guest's memory. Sizes are in bytes.
 *
 * @param status how far it is
 * @param completed how much was written
 * @param total how much there is to write
 * @since 0.1
 */
@Experimental(since = "0.1")
public record DumpQueryResult(Status status, long completed, long total) {

    /** How far a dump is. */
    public enum Status {
        NONE,
        ACTIVE,
        COMPLETED,
        FAILED
    }
}
