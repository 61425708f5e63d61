package io.qmp.plugin.machine.chardev;

/** A buffer that keeps the bytes that were written last. */
final class RingBuffer {
    private final byte[] bytes;
    private long written;
    private long read;

    /** Makes an empty one of a size that is a power of two. */
    RingBuffer(int size) {
        bytes = new byte[size];
    }

    void write(byte[] data) {
        for (byte each : data) {
            bytes[(int) (written++ & (bytes.length - 1))] = each;
        }
        read = Math.max(read, written - bytes.length);
    }

    /** {@return the oldest bytes, which are taken out, but not more than so many} */
    byte[] read(long most) {
        byte[] data = new byte[(int) Math.min(most, written - read)];
        for (int i = 0; i < data.length; i++) {
            data[i] = bytes[(int) (read++ & (bytes.length - 1))];
        }
        return data;
    }
}
