package io.qmp.plugin.machine.block;

import io.qmp.plugin.qemu.type.BlockLimitsInfo;

/**
 * Limits of requests to a node.
 *
 * @param request the multiple of bytes of which requests are
 * @param memory the least multiple at which buffers lie in memory
 * @param zeroing the multiple in which zeros are written and data discarded; 0 for any
 */
record Limits(long request, long memory, long zeroing) {
    private static final long MOST_BUFFERS = 1024;
    private static final long BEST_MEMORY = 4096;

    /** Those of a node that stores nothing. */
    static final Limits NOTHING_STORED = new Limits(1, 512, 0);
    /** Those of a file. */
    static final Limits FILE = new Limits(1, 1, 0);

    Limits zeroing(long bytes) {
        return new Limits(request, memory, bytes);
    }

    Limits request(long bytes) {
        return new Limits(Math.max(request, bytes), memory, zeroing);
    }

    BlockLimitsInfo info() {
        BlockLimitsInfo.Builder info = BlockLimitsInfo.builder(request, MOST_BUFFERS, memory, BEST_MEMORY);
        return (zeroing == 0 ? info : info.writeZeroesAlignment(zeroing).discardAlignment(zeroing)).build();
    }
}
