package io.qmp.plugin.machine.type;

import static io.qmp.api.type.IntegerType.UINT64;

import io.qmp.api.Experimental;
import io.qmp.api.type.Case;
import io.qmp.api.type.IntType;
import io.qmp.api.type.Union;

/**
 * What block drivers count besides.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
@Union(tag = "driver", type = BlockdevDriver.class)
public sealed interface BlockStatsSpecific {
    /** Of a file or a device of the host. */
    @Case({"file", "host_device"})
    record File(
            BlockdevDriver driver,
            @IntType(UINT64) long discardNbOk,
            @IntType(UINT64) long discardNbFailed,
            @IntType(UINT64) long discardBytesOk)
            implements BlockStatsSpecific {}

    /** Of an NVMe drive. */
    @Case("nvme")
    record Nvme(
            @IntType(UINT64) long completionErrors,
            @IntType(UINT64) long alignedAccesses,
            @IntType(UINT64) long unalignedAccesses)
            implements BlockStatsSpecific {}

    /** Of any other driver: nothing more is told. */
    record Plain(BlockdevDriver driver) implements BlockStatsSpecific {}
}
