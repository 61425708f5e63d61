package io.qmp.plugin.machine.block;

import io.qmp.plugin.qemu.type.BlockLatencyHistogram;
import java.util.List;
import java.util.stream.LongStream;

/** Counts accesses by the time that they have taken. */
final class LatencyHistogram {
    private final List<Long> boundaries;
    private final long[] bins;

    /**
     * Makes one without accesses.
     *
     * @param boundaries where the bins but the first begin, in nanoseconds, rising: see {@link #isRising}
     */
    LatencyHistogram(List<Long> boundaries) {
        this.boundaries = boundaries;
        this.bins = new long[boundaries.size() + 1];
    }

    /** {@return whether boundaries, which are unsigned, rise from above 0} */
    static boolean isRising(List<Long> boundaries) {
        long before = 0;
        for (long boundary : boundaries) {
            if (Long.compareUnsigned(boundary, before) <= 0) {
                return false;
            }
            before = boundary;
        }
        return true;
    }

    /** An access has taken so many nanoseconds. */
    void count(long ns) {
        int bin = 0;
        while (bin < boundaries.size() && Long.compareUnsigned(boundaries.get(bin), ns) <= 0) {
            bin++;
        }
        bins[bin]++;
    }

    /** {@return what queries say of it} */
    BlockLatencyHistogram info() {
        return new BlockLatencyHistogram(boundaries, LongStream.of(bins).boxed().toList());
    }
}
