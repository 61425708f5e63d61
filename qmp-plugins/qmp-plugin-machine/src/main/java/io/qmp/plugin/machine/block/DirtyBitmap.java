package io.qmp.plugin.machine.block;

import io.qmp.plugin.qemu.type.BlockDirtyBitmapInfo;
import java.util.Collection;
import java.util.Map;

/** Remembers where a node was written, in pieces of a fixed size. */
public final class DirtyBitmap {
    /** The size of a piece that is usual, in bytes. */
    public static final long DEFAULT_GRANULARITY = 65536;

    private final String name;
    private final long granularity;
    private final long length;
    private Extents dirty = new Extents();
    private boolean recording;

    /**
     * Makes a clean one.
     *
     * @param name its name
     * @param granularity the size of a piece in bytes, a power of two
     * @param length the length of the node
     * @param recording whether it takes notice of writes
     */
    public DirtyBitmap(String name, long granularity, long length, boolean recording) {
        this.name = name;
        this.granularity = granularity;
        this.length = length;
        this.recording = recording;
    }

    /** {@return its name} */
    public String name() {
        return name;
    }

    /** {@return the length of the node when it was made} */
    public long length() {
        return length;
    }

    /** {@return whether it takes notice of writes} */
    public boolean recording() {
        return recording;
    }

    /** Takes notice of writes from now on, or not. */
    public void recording(boolean value) {
        recording = value;
    }

    /**
     * Makes it clean.
     *
     * @return undoes that
     */
    public Runnable clear() {
        return replace(new Extents());
    }

    /**
     * Adds what is dirty in other ones.
     *
     * @return undoes that
     */
    public Runnable merge(Collection<DirtyBitmap> others) {
        Runnable undo = replace(dirty.copy());
        for (DirtyBitmap other : others) {
            Map.copyOf(other.dirty.ranges())
                    .forEach((from, to) -> mark(from * other.granularity, (to - from) * other.granularity));
        }
        return undo;
    }

    private Runnable replace(Extents pieces) {
        Extents before = dirty;
        dirty = pieces;
        return () -> dirty = before;
    }

    /** {@return how many bytes the dirty pieces have} */
    public long count() {
        long bytes = dirty.size() * granularity;
        boolean hasTail = length % granularity != 0 && dirty.contains(length / granularity);
        return hasTail ? bytes - granularity + length % granularity : bytes;
    }

    void written(long offset, long bytes) {
        if (recording) {
            mark(offset, bytes);
        }
    }

    private void mark(long offset, long bytes) {
        long end = Math.min(offset + bytes, length);
        if (offset < end) {
            dirty.add(offset / granularity, (end - 1) / granularity + 1);
        }
    }

    BlockDirtyBitmapInfo info() {
        return BlockDirtyBitmapInfo.builder(count(), granularity, recording, false, false)
                .name(name)
                .build();
    }
}
