package io.qmp.plugin.machine.type;

import io.qmp.api.Experimental;
import io.qmp.api.type.WireName;

/**
 * Latencies, in nanoseconds, and queue depths within an interval, in seconds.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public record BlockDeviceTimedStats(
        @WireName("interval_length") long intervalLength,
        @WireName("min_rd_latency_ns") long minRdLatencyNs,
        @WireName("max_rd_latency_ns") long maxRdLatencyNs,
        @WireName("avg_rd_latency_ns") long avgRdLatencyNs,
        @WireName("min_wr_latency_ns") long minWrLatencyNs,
        @WireName("max_wr_latency_ns") long maxWrLatencyNs,
        @WireName("avg_wr_latency_ns") long avgWrLatencyNs,
        @WireName("min_zone_append_latency_ns") long minZoneAppendLatencyNs,
        @WireName("max_zone_append_latency_ns") long maxZoneAppendLatencyNs,
        @WireName("avg_zone_append_latency_ns") long avgZoneAppendLatencyNs,
        @WireName("min_flush_latency_ns") long minFlushLatencyNs,
        @WireName("max_flush_latency_ns") long maxFlushLatencyNs,
        @WireName("avg_flush_latency_ns") long avgFlushLatencyNs,
        @WireName("avg_rd_queue_depth") double avgRdQueueDepth,
        @WireName("avg_wr_queue_depth") double avgWrQueueDepth,
        @WireName("avg_zone_append_queue_depth") double avgZoneAppendQueueDepth) {}
