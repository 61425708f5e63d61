package io.qmp.codec.frame;

import io.qmp.api.wire.ReaderLimits;

/**
 * Objects that are read without looking for their end before. One that keeps the grammar ends for QEMU where its first
 * brace is closed, too: then no brace in it begins another message, and no byte outside of its strings is stray.
 */
final class SmallText {
    /** The most bytes of such an object. */
    static final int LONGEST = 1 << 10;

    private SmallText() {}

    /** {@return whether no text of this size can exceed the limits} */
    static boolean fits(ReaderLimits limits) {
        return limits.tokenBytes() > LONGEST
                && limits.messageBytes() > LONGEST
                && limits.tokens() > LONGEST
                && limits.nesting() > LONGEST / 2;
    }
}
