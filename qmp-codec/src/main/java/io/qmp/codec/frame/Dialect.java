package io.qmp.codec.frame;

/** Which deviations from JSON are understood. */
public enum Dialect {
    /** What QEMU reads: single quotes and {@code \'} beside JSON. */
    READ_BY_QEMU,
    /**
     * What QEMU writes: beside all that it reads, {@code inf}, {@code -inf}, {@code nan}, {@code -nan} as numbers.
     * A fault spoils the message that it is in, and nothing behind that; of what exceeds a limit, the rest is
     * skipped.
     */
    WRITTEN_BY_QEMU
}
