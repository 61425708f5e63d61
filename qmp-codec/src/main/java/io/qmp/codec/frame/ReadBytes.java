package io.qmp.codec.frame;

/** Receives the bytes that a {@link JsonFramer} has read without finding anything. */
@FunctionalInterface
public interface ReadBytes {
    /** Ignores them. */
    ReadBytes IGNORED = (bytes, from, to) -> {};

    /**
     * Bytes were read, which follow those of the last call, or the end of what was found since.
     *
     * @param bytes valid during the call
     */
    void read(byte[] bytes, int from, int to);
}
