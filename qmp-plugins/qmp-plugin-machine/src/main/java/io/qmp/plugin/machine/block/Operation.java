package io.qmp.plugin.machine.block;

/** A kind of request of a guest to a disk. */
public enum Operation {
    /** Reads. */
    READ,
    /** Writes. */
    WRITE,
    /** Writes caches to the medium. */
    FLUSH,
    /** Discards data. */
    DISCARD
}
