package io.qmp.plugin.machine.block;

import io.qmp.plugin.qemu.type.BlockdevCacheOptions;
import io.qmp.plugin.qemu.type.BlockdevOptions;
import io.qmp.plugin.qemu.type.DetectZeroes;
import org.jspecify.annotations.Nullable;

/**
 * The options that nodes of all drivers have.
 *
 * @param readOnly whether it cannot be written
 * @param direct whether the host's page cache is bypassed
 * @param noFlush whether flushes are ignored
 * @param detectZeroes what to do with zeros that are written
 */
record NodeFlags(boolean readOnly, boolean direct, boolean noFlush, DetectZeroes detectZeroes) {
    /** The defaults. */
    static final NodeFlags DEFAULT = new NodeFlags(false, false, false, DetectZeroes.OFF);

    /** {@return the flags of a node below one with these flags: options that are not set are inherited} */
    NodeFlags below(BlockdevOptions options) {
        BlockdevCacheOptions cache = options.cache();
        DetectZeroes zeroes = options.detectZeroes();
        return new NodeFlags(
                or(options.readOnly(), readOnly),
                or(cache == null ? null : cache.direct(), direct),
                or(cache == null ? null : cache.noFlush(), noFlush),
                zeroes == null ? DetectZeroes.OFF : zeroes);
    }

    /** {@return the flags of an image below one with these flags: it is only read} */
    NodeFlags ofBacking() {
        return new NodeFlags(true, direct, noFlush, DetectZeroes.OFF);
    }

    /** {@return the same flags of a node that cannot be written} */
    NodeFlags onlyRead() {
        return new NodeFlags(true, direct, noFlush, detectZeroes);
    }

    /** {@return the same flags of a node that can be written} */
    NodeFlags writable() {
        return new NodeFlags(false, direct, noFlush, detectZeroes);
    }

    private static boolean or(@Nullable Boolean given, boolean otherwise) {
        return given == null ? otherwise : given;
    }
}
