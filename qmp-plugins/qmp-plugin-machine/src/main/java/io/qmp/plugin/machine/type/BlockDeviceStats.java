package io.qmp.plugin.machine.type;

import io.qmp.api.Experimental;
import io.qmp.api.type.WireName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Counters of accesses. Times are in nanoseconds.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public record BlockDeviceStats(
        @WireName("rd_bytes") long rdBytes,
        @WireName("wr_bytes") long wrBytes,
        @WireName("zone_append_bytes") long zoneAppendBytes,
        @WireName("unmap_bytes") long unmapBytes,
        @WireName("rd_operations") long rdOperations,
        @WireName("wr_operations") long wrOperations,
        @WireName("zone_append_operations") long zoneAppendOperations,
        @WireName("flush_operations") long flushOperations,
        @WireName("unmap_operations") long unmapOperations,
        @WireName("rd_total_time_ns") long rdTotalTimeNs,
        @WireName("wr_total_time_ns") long wrTotalTimeNs,
        @WireName("zone_append_total_time_ns") long zoneAppendTotalTimeNs,
        @WireName("flush_total_time_ns") long flushTotalTimeNs,
        @WireName("unmap_total_time_ns") long unmapTotalTimeNs,
        @WireName("wr_highest_offset") long wrHighestOffset,
        @WireName("rd_merged") long rdMerged,
        @WireName("wr_merged") long wrMerged,
        @WireName("zone_append_merged") long zoneAppendMerged,
        @WireName("unmap_merged") long unmapMerged,
        @WireName("idle_time_ns") @Nullable Long idleTimeNs,
        @WireName("failed_rd_operations") long failedRdOperations,
        @WireName("failed_wr_operations") long failedWrOperations,
        @WireName("failed_zone_append_operations") long failedZoneAppendOperations,
        @WireName("failed_flush_operations") long failedFlushOperations,
        @WireName("failed_unmap_operations") long failedUnmapOperations,
        @WireName("invalid_rd_operations") long invalidRdOperations,
        @WireName("invalid_wr_operations") long invalidWrOperations,
        @WireName("invalid_zone_append_operations") long invalidZoneAppendOperations,
        @WireName("invalid_flush_operations") long invalidFlushOperations,
        @WireName("invalid_unmap_operations") long invalidUnmapOperations,
        @WireName("account_invalid") boolean accountInvalid,
        @WireName("account_failed") boolean accountFailed,
        @WireName("timed_stats") List<BlockDeviceTimedStats> timedStats,
        @WireName("rd_latency_histogram") @Nullable BlockLatencyHistogramInfo rdLatencyHistogram,
        @WireName("wr_latency_histogram") @Nullable BlockLatencyHistogramInfo wrLatencyHistogram,
        @WireName("zone_append_latency_histogram") @Nullable BlockLatencyHistogramInfo zoneAppendLatencyHistogram,
        @WireName("flush_latency_histogram") @Nullable BlockLatencyHistogramInfo flushLatencyHistogram) {}
