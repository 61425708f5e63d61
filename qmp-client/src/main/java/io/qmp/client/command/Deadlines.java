package io.qmp.client.command;

import io.qmp.api.wire.EventLoop;
import java.time.Duration;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One timer for all limits: it is set for the earliest, and when it fires all that is pending is looked through. So a
 * command that is answered in time, as nearly all are, costs no timer of its own.
 */
final class Deadlines {
    /** What a sweep returns when nothing is left to wait for. */
    static final long NONE = Long.MAX_VALUE;

    /** Sweeps come no closer than this, however close the limits are. */
    private static final long RESOLUTION = Duration.ofMillis(5).toNanos();

    private final EventLoop loop;
    private final LongUnaryOperator sweep;
    private EventLoop.@Nullable Timer timer;
    private long due;
    private boolean stopped;

    /**
     * @param loop tells and keeps the time
     * @param sweep is given the time, deals with what is over, and returns how many nanoseconds are left until
     *     the next limit
     */
    Deadlines(EventLoop loop, LongUnaryOperator sweep) {
        this.loop = loop;
        this.sweep = sweep;
    }

    /** Makes sure that there is a sweep in so many nanoseconds, or before. */
    void watch(long now, long nanosLeft) {
        if (stopped) {
            return;
        }
        if (timer == null) {
            set(now, nanosLeft);
        } else if (now + nanosLeft - due < 0) {
            timer.cancel();
            set(now, nanosLeft);
        }
    }

    /** Nothing is pending any more, nor will be. */
    void stop() {
        stopped = true;
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }

    private void set(long now, long nanosLeft) {
        due = now + nanosLeft;
        timer = loop.schedule(Duration.ofNanos(nanosLeft), this::fire);
    }

    private void fire() {
        timer = null;
        long now = loop.nanoTime();
        long left = sweep.applyAsLong(now);
        if (left != NONE) {
            watch(now, Math.max(left, RESOLUTION));
        }
    }
}
