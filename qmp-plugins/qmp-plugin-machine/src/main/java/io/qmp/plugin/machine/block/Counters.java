package io.qmp.plugin.machine.block;

import io.qmp.plugin.qemu.type.BlockDeviceStats;
import io.qmp.plugin.qemu.type.BlockLatencyHistogram;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The statistics of a disk. */
final class Counters {
    private final Tally reads = new Tally();
    private final Tally writes = new Tally();
    private final Tally flushes = new Tally();
    private final Tally discards = new Tally();
    private @Nullable LatencyHistogram zoneAppends;
    private @Nullable Instant lastAccess;

    void done(Request request, long ns, Instant now) {
        Tally tally = tally(request.operation());
        tally.bytes += request.bytes();
        tally.operations++;
        tally.took(ns);
        lastAccess = now;
    }

    void failed(Request request, long ns, Instant now) {
        Tally tally = tally(request.operation());
        tally.failed++;
        tally.took(ns);
        lastAccess = now;
    }

    void invalid(Request request, Instant now) {
        tally(request.operation()).invalid++;
        lastAccess = now;
    }

    /** Counts accesses of a kind by their time from now on, with these boundaries; {@code null} for no more. */
    void histogram(Operation operation, @Nullable List<Long> boundaries) {
        tally(operation).histogram = boundaries == null ? null : new LatencyHistogram(boundaries);
    }

    /** Says how zone appends would be counted; there are none. */
    void zoneAppends(@Nullable List<Long> boundaries) {
        zoneAppends = boundaries == null ? null : new LatencyHistogram(boundaries);
    }

    private Tally tally(Operation operation) {
        return switch (operation) {
            case READ -> reads;
            case WRITE -> writes;
            case FLUSH -> flushes;
            case DISCARD -> discards;
        };
    }

    /** {@return the statistics of a device} */
    BlockDeviceStats ofDevice(long highestWrite, Instant now) {
        Long idle =
                lastAccess == null ? null : Duration.between(lastAccess, now).toNanos();
        return stats(highestWrite, idle, true);
    }

    /** {@return the statistics of a node: only the end of the highest write} */
    static BlockDeviceStats ofNode(long highestWrite) {
        return new Counters().stats(highestWrite, null, false);
    }

    /** There are no merged requests and no zone appends. */
    private BlockDeviceStats stats(long highestWrite, @Nullable Long idle, boolean failuresCount) {
        BlockDeviceStats.Builder stats = BlockDeviceStats.builder(
                        reads.bytes,
                        writes.bytes,
                        discards.bytes,
                        reads.operations,
                        writes.operations,
                        flushes.operations,
                        discards.operations,
                        reads.ns,
                        writes.ns,
                        flushes.ns,
                        discards.ns,
                        highestWrite,
                        0,
                        0,
                        0,
                        reads.failed,
                        writes.failed,
                        flushes.failed,
                        discards.failed,
                        reads.invalid,
                        writes.invalid,
                        flushes.invalid,
                        discards.invalid,
                        failuresCount,
                        failuresCount,
                        List.of())
                .zoneAppendBytes(0)
                .zoneAppendOperations(0)
                .zoneAppendTotalTimeNs(0)
                .zoneAppendMerged(0)
                .failedZoneAppendOperations(0)
                .invalidZoneAppendOperations(0);
        show(reads.histogram, stats::rdLatencyHistogram);
        show(writes.histogram, stats::wrLatencyHistogram);
        show(zoneAppends, stats::zoneAppendLatencyHistogram);
        show(flushes.histogram, stats::flushLatencyHistogram);
        return (idle == null ? stats : stats.idleTimeNs(idle)).build();
    }

    private static void show(@Nullable LatencyHistogram histogram, Consumer<BlockLatencyHistogram> stats) {
        if (histogram != null) {
            stats.accept(histogram.info());
        }
    }

    private static final class Tally {
        private long bytes;
        private long operations;
        private long ns;
        private long failed;
        private long invalid;
        private @Nullable LatencyHistogram histogram;

        void took(long time) {
            ns += time;
            if (histogram != null) {
                histogram.count(time);
            }
        }
    }
}
