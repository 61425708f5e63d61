package io.qmp.plugin.machine.block;

/** What a guest does with a disk. */
public enum Operation {
    /** Reads. */
    READ,
    /** Writes. */
    WRITE,
    /** Has what was written reach the medium. */
    FLUSH,
    /** Says that data are not needed any longer. */
    DISCARD
}
