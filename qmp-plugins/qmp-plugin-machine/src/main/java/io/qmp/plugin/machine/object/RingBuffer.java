package io.qmp.plugin.machine.object;

import java.util.Arrays;

/** Keeps the last bytes that were written, until they are read. */
final class RingBuffer {
    private static final int FIRST_CAPACITY = 1024;

    private final int size;
    private byte[] bytes;
    private int start;
    private int length;

    /**
     * Makes an empty one.
     *
     * @param size how many bytes it keeps at most
     */
    RingBuffer(int size) {
        this.size = size;
        this.bytes = new byte[Math.min(size, FIRST_CAPACITY)];
    }

    void write(byte[] data) {
        int from = Math.max(0, data.length - size);
        reserve(Math.min(size, length + data.length - from));
        for (int i = from; i < data.length; i++) {
            bytes[(start + length) % bytes.length] = data[i];
            if (length < bytes.length) {
                length++;
            } else {
                start = (start + 1) % bytes.length;
            }
        }
    }

    private void reserve(int capacity) {
        if (capacity > bytes.length) {
            byte[] unread = read(length);
            bytes = Arrays.copyOf(unread, (int) Math.min(size, Math.max(capacity, 2L * bytes.length)));
            start = 0;
            length = unread.length;
        }
    }

    /** {@return the oldest bytes} They are removed. */
    byte[] read(long most) {
        byte[] read = new byte[(int) Math.min(most, length)];
        for (int i = 0; i < read.length; i++) {
            read[i] = bytes[(start + i) % bytes.length];
        }
        start = bytes.length == 0 ? 0 : (start + read.length) % bytes.length;
        length -= read.length;
        return read;
    }
}
