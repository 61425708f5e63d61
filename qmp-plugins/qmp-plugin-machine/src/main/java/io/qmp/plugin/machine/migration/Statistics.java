package io.qmp.plugin.machine.migration;

import io.qmp.plugin.qemu.type.MigrationRamStats;

/** Counts the memory that one migration has sent. */
final class Statistics {
    private static final int PAGE = 4096;
    /** What QEMU sends for a page of zeros, and before any other page. */
    private static final int ZERO_PAGE = 9;

    private static final int PAGE_HEADER = 8;
    private static final double BITS_PER_MILLI_TO_MEGABITS = 8 / 1000.0;

    private final long total;
    private final boolean full;
    private long sent;
    private int passes;

    /**
     * @param memory the bytes of memory
     * @param full whether pages count as full, otherwise as zeros
     */
    Statistics(long memory, boolean full) {
        this.total = memory;
        this.full = full;
    }

    /** {@return how many pages can be sent with so many bytes; at least one, at most what is left} */
    long pagesIn(long bytes) {
        return Math.min(remaining(), Math.max(1, bytes / cost()));
    }

    /** {@return how many bytes so many pages take} */
    long bytes(long pages) {
        return pages * cost();
    }

    private int cost() {
        return full ? PAGE + PAGE_HEADER : ZERO_PAGE;
    }

    /** {@return how many pages have not been sent} */
    long remaining() {
        return (total + PAGE - 1) / PAGE - sent;
    }

    /** {@return how many bytes of memory have not been sent} */
    long remainingBytes() {
        return remaining() * PAGE;
    }

    void sent(long pages) {
        sent += pages;
    }

    /** Sets how many passes over the memory there were. */
    void passes(int count) {
        passes = count;
    }

    /** {@return the statistics, after a time} */
    MigrationRamStats describe(long millis) {
        double megabits = millis == 0 ? 0 : bytes(sent) * BITS_PER_MILLI_TO_MEGABITS / millis;
        return MigrationRamStats.builder(
                        bytes(sent),
                        remainingBytes(),
                        total,
                        full ? 0 : sent,
                        full ? sent : 0,
                        full ? sent * PAGE : 0,
                        0,
                        megabits,
                        passes,
                        0,
                        PAGE,
                        0,
                        millis == 0 || remaining() == 0 ? 0 : sent * 1000 / millis,
                        bytes(sent),
                        0,
                        0,
                        0)
                .skipped(0)
                .build();
    }
}
