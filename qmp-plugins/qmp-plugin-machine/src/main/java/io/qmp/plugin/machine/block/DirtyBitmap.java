package io.qmp.plugin.machine.block;

import io.qmp.api.error.CommandFailedException;
import io.qmp.plugin.qemu.type.BlockDirtyBitmapInfo;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A record of the pieces of a node that were written, all of one size. */
public final class DirtyBitmap {
    /** The default size of a piece in bytes. */
    public static final long DEFAULT_GRANULARITY = 65536;

    /** So many pieces are two MiB. */
    private static final int MOST_HASHED = 1 << 24;

    private final @Nullable String name;
    private final long granularity;
    private final long length;
    private Extents dirty = new Extents();
    private boolean recording;
    private boolean kept;
    private boolean persistent;
    private boolean recordingForJob;
    private Runnable listener = () -> {};

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

    private DirtyBitmap(long granularity, long length) {
        this.name = null;
        this.granularity = granularity;
        this.length = length;
    }

    /** {@return a bitmap for a job, without a name, that records nothing at first} */
    static DirtyBitmap nameless(long granularity, long length) {
        return new DirtyBitmap(granularity, length);
    }

    /** {@return its name; jobs have bitmaps without} */
    public @Nullable String name() {
        return name;
    }

    /** {@return the size of a piece in bytes} */
    long granularity() {
        return granularity;
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

    /** Sets whether it belongs to the image, as queries say. */
    void persistent(boolean value) {
        persistent = value;
    }

    /** {@return a nameless bitmap with the same dirty pieces} */
    DirtyBitmap copy() {
        DirtyBitmap copy = nameless(granularity, length);
        copy.dirty = dirty.copy();
        return copy;
    }

    /** Marks everything as dirty. */
    void dirtyAll() {
        mark(0, length);
    }

    /** Lets it record writes for a job, although it does not say so. */
    void recordForJob() {
        recordingForJob = true;
    }

    /** Sets an action that follows each write that is recorded. */
    void onWrite(Runnable action) {
        listener = action;
    }

    /**
     * Bytes of a node.
     *
     * @param offset where they begin
     * @param bytes how many there are
     */
    record Range(long offset, long bytes) {}

    /** {@return the first dirty bytes, in whole pieces, but not more than given unless one piece is more} */
    Range first(long most) {
        Map.Entry<Long, Long> range = dirty.first();
        long begin = range.getKey();
        long end = Math.min(range.getValue(), begin + Math.max(1, most / granularity));
        return new Range(begin * granularity, Math.min(end * granularity, length) - begin * granularity);
    }

    /** Marks what {@link #first} has returned as clean. */
    void clean(Range range) {
        dirty.removeFirst((range.bytes + granularity - 1) / granularity);
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

    /**
     * {@return the SHA-256 of the pieces in hexadecimal digits: of a bit for each, in words of 64 bits}
     *
     * @throws CommandFailedException if there are more pieces than memory should be spent for
     */
    String sha256() {
        long pieces = length / granularity + (length % granularity == 0 ? 0 : 1);
        if (pieces > MOST_HASHED) {
            throw CommandFailedException.generic("Bitmap '" + name + "' is too large to be hashed");
        }
        BitSet bits = new BitSet();
        dirty.ranges().forEach((from, to) -> bits.set(from.intValue(), to.intValue()));
        int words = Math.max(1, (int) ((pieces + Long.SIZE - 1) / Long.SIZE));
        byte[] level = Arrays.copyOf(bits.toByteArray(), words * Long.BYTES);
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(level));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    void written(long offset, long bytes) {
        if (recording || recordingForJob) {
            mark(offset, bytes);
            listener.run();
        }
    }

    private void mark(long offset, long bytes) {
        long end = Math.min(offset + bytes, length);
        if (offset < end) {
            dirty.add(offset / granularity, (end - 1) / granularity + 1);
        }
    }

    BlockDirtyBitmapInfo info() {
        BlockDirtyBitmapInfo.Builder info =
                BlockDirtyBitmapInfo.builder(count(), granularity, recording, kept, persistent);
        return (name == null ? info : info.name(name)).build();
    }
}
