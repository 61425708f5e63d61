package io.qmp.plugin.machine.type;

import io.qmp.api.Experimental;
import org.jspecify.annotations.Nullable;

/**
 * What was counted of a block device or node.
 *
 * @param device the name of the device; empty if it has none
 * @param qdev the path of the device
 * @param nodeName the name of the node
 * @param stats the counters
 * @param driverSpecific what the driver counts besides
 * @param parent the node that this one stores its data in
 * @param backing the node behind this one
 * @since 0.1
 */
@Experimental(since = "0.1")
public record BlockStats(
        @Nullable String device,
        @Nullable String qdev,
        @Nullable String nodeName,
        BlockDeviceStats stats,
        @Nullable BlockStatsSpecific driverSpecific,
        @Nullable BlockStats parent,
        @Nullable BlockStats backing) {
    /** Counters of a device. */
    public BlockStats(String device, String qdev, String nodeName, BlockDeviceStats stats) {
        this(device, qdev, nodeName, stats, null, null, null);
    }

    /** Counters of a node. */
    public BlockStats(String nodeName, BlockDeviceStats stats) {
        this(null, null, nodeName, stats, null, null, null);
    }
}
