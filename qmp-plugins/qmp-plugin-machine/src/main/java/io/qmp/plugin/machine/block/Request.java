package io.qmp.plugin.machine.block;

/**
 * A request of a guest to a disk.
 *
 * @param operation what to do
 * @param offset where, in bytes
 * @param bytes how much
 */
public record Request(Operation operation, long offset, long bytes) {
    private static final long SECTOR = 512;

    /** A flush, which has no place. */
    public static final Request FLUSH = new Request(Operation.FLUSH, 0, 0);

    /** {@return this request at another offset} */
    Request at(long place) {
        return new Request(operation, operation == Operation.FLUSH ? 0 : place, bytes);
    }

    /** {@return whether it is made of whole sectors within a disk of that length} */
    public boolean fits(long length) {
        return offset >= 0
                && bytes >= 0
                && offset % SECTOR == 0
                && bytes % SECTOR == 0
                && offset <= length
                && bytes <= length - offset;
    }

    /** {@return whether it changes the disk} */
    boolean changes() {
        return operation == Operation.WRITE || operation == Operation.DISCARD;
    }
}
