package io.qmp.plugin.machine.block;

import io.qmp.plugin.machine.type.BlockDeviceStats;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts what is done with a disk. */
final class Counters {
    private final Tally reads = new Tally();
    private final Tally writes = new Tally();
    private final Tally flushes = new Tally();
    private final Tally discards = new Tally();
    private @Nullable Instant lastAccess;

    void done(Request request, long ns, Instant now) {
        Tally tally = tally(request.operation());
        tally.bytes += request.bytes();
        tally.operations++;
        tally.ns += ns;
        lastAccess = now;
    }

    void failed(Request request, long ns, Instant now) {
        Tally tally = tally(request.operation());
        tally.failed++;
        tally.ns += ns;
        lastAccess = now;
    }

    void invalid(Request request, Instant now) {
        tally(request.operation()).invalid++;
        lastAccess = now;
    }

    private Tally tally(Operation operation) {
        return switch (operation) {
            case READ -> reads;
            case WRITE -> writes;
            case FLUSH -> flushes;
            case DISCARD -> discards;
        };
    }

    /** {@return what was counted of a device} */
    BlockDeviceStats ofDevice(long highestWrite, Instant now) {
        Long idle =
                lastAccess == null ? null : Duration.between(lastAccess, now).toNanos();
        return stats(highestWrite, idle, true);
    }

    /** {@return what is counted of a node, which is only how far writes have gone} */
    static BlockDeviceStats ofNode(long highestWrite) {
        return new Counters().stats(highestWrite, null, false);
    }

    /** Nothing is ever appended to a zone, and nothing merged; intervals and histograms were not asked for. */
    private BlockDeviceStats stats(long highestWrite, @Nullable Long idle, boolean failuresCount) {
        return new BlockDeviceStats(
                reads.bytes,
                writes.bytes,
                0,
                discards.bytes,
                reads.operations,
                writes.operations,
                0,
                flushes.operations,
                discards.operations,
                reads.ns,
                writes.ns,
                0,
                flushes.ns,
                discards.ns,
                highestWrite,
                0,
                0,
                0,
                0,
                idle,
                reads.failed,
                writes.failed,
                0,
                flushes.failed,
                discards.failed,
                reads.invalid,
                writes.invalid,
                0,
                flushes.invalid,
                discards.invalid,
                failuresCount,
                failuresCount,
                List.of(),
                null,
                null,
                null,
                null);
    }

    private static final class Tally {
        private long bytes;
        private long operations;
        private long ns;
        private long failed;
        private long invalid;
    }
}
