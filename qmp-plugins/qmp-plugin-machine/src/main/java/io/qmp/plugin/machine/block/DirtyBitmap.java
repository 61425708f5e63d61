package io.qmp.plugin.machine.block;

import io.qmp.plugin.qemu.type.BlockDirtyBitmapInfo;
import java.util.Collection;
import java.util.Map;

/** A record of the pieces of a node that were written, all of one size. */
public final class DirtyBitmap {
    /** The default size of a piece in bytes. */
    public static final long DEFAULT_GRANULARITY = 65536;

    private final String name;
    private final long granularity;
    private final long length;
    private Extents dirty = new Extents();
    private boolean recording;
    private boolean kept;

    /**
     * Makes a bitmap without dirty pieces.
     *
     * @param name its name
     * @param granularity the size of a piece in bytes, a power of two
     * @param length the length of the node
     * @param recording whether it records writes
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

    /** {@return whether it records writes} */
    public boolean recording() {
        return recording;
    }

    /** Sets whether it records writes. */
    public void recording(boolean value) {
        recording = value;
    }

    /** {@return whether an export shows it, so that it cannot be changed by commands} */
    boolean isKept() {
        return kept;
    }

    /** Sets whether an export shows it. */
    public void keep(boolean value) {
        kept = value;
    }

    /**
     * Clears all pieces.
     *
     * @return undoes that
     */
    public Runnable clear() {
        return replace(new Extents());
    }

    /**
     * Adds the dirty pieces of other bitmaps.
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
        return BlockDirtyBitmapInfo.builder(count(), granularity, recording, kept, false)
                .name(name)
                .build();
    }
}
