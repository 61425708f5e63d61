package io.qmp.plugin.machine.export;

import java.nio.ByteBuffer;

/** The bytes that have arrived on a connection and were not taken yet. */
final class Incoming {
    private static final int FIRST_CAPACITY = 1024;

    /** What is not taken yet is between its position and its limit. */
    private ByteBuffer bytes = ByteBuffer.allocate(FIRST_CAPACITY).flip();

    /** Adds what has arrived. */
    void add(ByteBuffer more) {
        int needed = bytes.remaining() + more.remaining();
        if (needed > bytes.capacity()) {
            bytes = ByteBuffer.allocate(Math.max(needed, 2 * bytes.capacity()))
                    .put(bytes)
                    .flip();
        } else {
            bytes.compact().flip();
        }
        int start = bytes.limit();
        bytes.limit(start + more.remaining());
        bytes.put(start, more, more.position(), more.remaining());
        more.position(more.limit());
    }

    /** {@return whether there are at least so many} */
    boolean has(long count) {
        return bytes.remaining() >= count;
    }

    /** {@return the integer behind so many bytes, which is not taken} */
    int intAt(int offset) {
        return bytes.getInt(bytes.position() + offset);
    }

    /** {@return the long integer behind so many bytes, which is not taken} */
    long longAt(int offset) {
        return bytes.getLong(bytes.position() + offset);
    }

    /** {@return the next bytes, valid until others are added} There are so many. */
    ByteBuffer take(int count) {
        ByteBuffer taken = bytes.slice(bytes.position(), count);
        bytes.position(bytes.position() + count);
        return taken;
    }
}
