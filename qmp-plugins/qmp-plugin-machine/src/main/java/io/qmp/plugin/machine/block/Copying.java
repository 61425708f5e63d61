package io.qmp.plugin.machine.block;

import io.qmp.api.error.CommandFailedException;
import io.qmp.plugin.machine.job.Job;
import io.qmp.plugin.machine.job.Step;
import io.qmp.plugin.qemu.type.BlockErrorAction;
import io.qmp.plugin.qemu.type.IoOperationType;
import java.time.Duration;
import java.util.Optional;

/**
 * Copies what is dirty, piece by piece. Accesses are executed like those of the guest, so that they can fail; data are
 * not copied. With a speed, a piece is copied and then the time passes that it takes, as in QEMU; with a rate, the time
 * passes first, so that small disks take time, too.
 */
final class Copying {
    private static final Duration SLICE = Duration.ofMillis(100);
    private static final long SLICES_A_SECOND = 10;
    private static final long SMALLEST = 65536;
    private static final long MOST_PIECES = 256;
    private static final long SECOND = 1_000_000_000;

    private final Ends ends;
    private final DirtyBitmap dirty;
    private final long piece;
    private final long rate;
    private final boolean waitsAtEnd;
    private boolean waited;
    private Duration wait = Duration.ZERO;

    /**
     * What is read and written.
     *
     * @param source is read
     * @param onReadError what happens if that fails
     * @param target is written; empty if what is read is its own copy
     * @param onWriteError what happens if that fails
     */
    record Ends(BlockNode source, OnBlockError onReadError, Optional<BlockNode> target, OnBlockError onWriteError) {
        /** {@return whether all accesses are done in the turn in which they are asked for} */
        boolean areImmediate() {
            return isImmediate(source)
                    && target.filter(node -> !isImmediate(node)).isEmpty();
        }

        private static boolean isImmediate(BlockNode node) {
            BlockNode last = node;
            while (last.child().isPresent()) {
                last = last.child().get();
            }
            return last.driver() instanceof NullDriver && node.latencyNs() == 0;
        }
    }

    /**
     * Makes it.
     *
     * @param dirty says what to copy, and is cleared
     * @param piece the bytes of a piece when there is a speed
     * @param rate the bytes a second without a speed; 0 for all at once
     * @param waitsAtEnd whether the time of the last piece passes, too
     */
    Copying(Ends ends, DirtyBitmap dirty, long piece, long rate, boolean waitsAtEnd) {
        this.waitsAtEnd = waitsAtEnd;
        this.ends = ends;
        this.dirty = dirty;
        this.piece = piece;
        this.rate = rate;
    }

    boolean isDone() {
        return dirty.count() == 0;
    }

    /** Copies the next piece; there must be one. */
    Step next(Job job) {
        boolean atRate = rate > 0 && (job.speed() == 0 || job.speed() > rate);
        long most = job.speed() > 0 && !atRate ? piece : Math.max(SMALLEST, atRate ? rate / SLICES_A_SECOND : all());
        DirtyBitmap.Range range = dirty.first(most);
        if (atRate && !waited) {
            waited = true;
            return Step.after(time(range, rate));
        }
        waited = false;
        Optional<Step> failure = access(job, ends.source, IoOperationType.READ, range);
        if (failure.isEmpty() && ends.target.isPresent()) {
            failure = access(job, ends.target.get(), IoOperationType.WRITE, range);
        }
        return failure.orElseGet(() -> copied(job, range, atRate));
    }

    private static Duration time(DirtyBitmap.Range range, long bytesPerSecond) {
        return Duration.ofNanos((long) Math.min(Long.MAX_VALUE, (double) range.bytes() * SECOND / bytesPerSecond));
    }

    private long all() {
        return Math.max(piece, dirty.length() / MOST_PIECES);
    }

    private Step copied(Job job, DirtyBitmap.Range range, boolean atRate) {
        dirty.clean(range);
        job.progress().advance(range.bytes());
        if (atRate || job.speed() == 0 || isDone() && !waitsAtEnd) {
            return Step.NEXT;
        }
        wait = time(range, job.speed());
        return Step.after(wait);
    }

    /** {@return a step that waits again, for a job that was paused or resumed while it waited} */
    Step waitAgain() {
        return Step.after(wait);
    }

    private Optional<Step> access(Job job, BlockNode node, IoOperationType type, DirtyBitmap.Range range) {
        boolean read = type == IoOperationType.READ;
        Request request = new Request(read ? Operation.READ : Operation.WRITE, range.offset(), range.bytes());
        return node.execute(request).map(failure -> {
            BlockErrorAction action = (read ? ends.onReadError : ends.onWriteError).meet(job, type, failure);
            return switch (action) {
                case REPORT -> throw CommandFailedException.generic(failure.reason());
                case STOP -> Step.NEXT;
                case IGNORE -> Step.after(SLICE);
            };
        });
    }
}
