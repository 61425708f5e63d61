package io.qmp.transport.nio.loop;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

/** The buffers that the connections of a loop share, for its thread. */
public final class Buffers {
    /** The size of one buffer of output. */
    public static final int SIZE = 16 << 10;

    private static final int INPUT_SIZE = 64 << 10;
    /** 4 MiB: what slow readers are behind by beyond that is kept on the heap. */
    private static final int MOST_DIRECT = 256;

    private static final int MOST_GATHERED = 64;

    private final ByteBuffer input = ByteBuffer.allocateDirect(INPUT_SIZE);
    private final ByteBuffer[] gathered = new ByteBuffer[MOST_GATHERED];
    private final Deque<ByteBuffer> free = new ArrayDeque<>();
    private int direct;

    /** Makes the buffers of one loop. */
    Buffers() {}

    /** {@return the buffer for bytes that are read, empty; the same one each time} */
    public ByteBuffer input() {
        return input.clear();
    }

    /** {@return an array for buffers that are written in one call; the same one each time} */
    public ByteBuffer[] gathered() {
        return gathered;
    }

    /** {@return a buffer of {@link #SIZE} for bytes that will be written; its limit is 0} */
    public ByteBuffer take() {
        ByteBuffer buffer = free.poll();
        if (buffer != null) {
            return buffer;
        } else if (direct < MOST_DIRECT) {
            direct++;
            return ByteBuffer.allocateDirect(SIZE).limit(0);
        }
        return ByteBuffer.allocate(SIZE).limit(0);
    }

    /** Gives back what was taken. */
    public void give(ByteBuffer buffer) {
        if (buffer.isDirect()) {
            free.push(buffer.clear().limit(0));
        }
    }
}
