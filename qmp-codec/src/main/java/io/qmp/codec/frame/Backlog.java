package io.qmp.codec.frame;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The bytes that are still needed, in one array: first the bytes of an unfinished text, which have been read, then
 * unread bytes.
 */
final class Backlog {
    /** An array up to this size is kept when nothing is left in it. */
    private static final int KEPT = 16 << 10;

    /** An array is not made larger than this before there are bytes for half of it. */
    private static final int MOST_FORESEEN = 256 << 10;

    private static final int SMALLEST = 256;
    private static final long LARGEST = Integer.MAX_VALUE - 8L;
    private static final byte[] NO_BYTES = {};

    private byte[] bytes = NO_BYTES;
    /** A text that does not fit into a small array is expected to take as much as the one before. */
    private int foreseen;

    private int start;
    private int position;
    private int end;

    byte[] bytes() {
        return bytes;
    }

    /** The first byte that was not read. */
    int position() {
        return position;
    }

    int end() {
        return end;
    }

    int size() {
        return end - start;
    }

    void readTo(int position) {
        this.position = position;
    }

    /** The first byte that is needed still. */
    int start() {
        return start;
    }

    /** What stands before a position is not needed any more, but stays until bytes are added or all is reclaimed. */
    void dropTo(int position) {
        start = position;
    }

    /** Begins anew if nothing is needed any more. A large array is given up. */
    void reclaim() {
        if (start == end) {
            start = 0;
            position = 0;
            end = 0;
            if (bytes.length > KEPT) {
                foreseen = Math.min(bytes.length, MOST_FORESEEN);
                bytes = NO_BYTES;
            }
        }
    }

    /**
     * Adds bytes.
     *
     * @param added all are consumed
     * @param solid how many of the bytes read and not dropped are not white space, or have to stay for another reason
     */
    void add(ByteBuffer added, long solid) {
        int count = added.remaining();
        if (count > bytes.length - end) {
            makeRoom(count, solid);
        }
        added.get(bytes, end, count);
        end += count;
    }

    private void makeRoom(int count, long solid) {
        // White space has no limit, and must not take memory without one.
        if (solid < (position - start) / 2) {
            int squeezed = WhiteSpace.squeeze(bytes, start, position);
            System.arraycopy(bytes, position, bytes, squeezed, end - position);
            end -= position - squeezed;
            position = squeezed;
        }
        int kept = end - start;
        int needed = Math.addExact(kept, count);
        // Moving no more than was freed keeps the cost of a byte constant.
        if (needed <= bytes.length && kept <= bytes.length / 2) {
            System.arraycopy(bytes, start, bytes, 0, kept);
        } else {
            long length = Math.max(Math.max(SMALLEST, needed > KEPT ? foreseen : 0), Math.max(needed, kept * 2L));
            bytes = Arrays.copyOfRange(bytes, start, (int) Math.min(LARGEST, start + length));
        }
        position -= start;
        end = kept;
        start = 0;
    }
}
