package io.qmp.transport.nio.loop;

import io.qmp.api.wire.EventLoop;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** The timers of a loop, for its thread; only {@link Timer#cancel} may be called on any. */
final class Timers {
    /** {@link #untilNext} if there is no timer. */
    static final long NEVER = Long.MAX_VALUE;

    private static final int FEW = 64;

    private final PriorityQueue<Timer> waiting = new PriorityQueue<>(Timer.BY_TIME);
    private long added;
    /** Cancelled timers stay until their time has come, or there are so many timers in all. */
    private int purgeAt = FEW;

    /** A task that waits for its time. */
    static final class Timer implements EventLoop.Timer {
        /** By difference: {@link System#nanoTime} may overflow. */
        private static final Comparator<Timer> BY_TIME = (one, other) -> {
            long later = one.due - other.due;
            return later == 0 ? Long.compare(one.number, other.number) : Long.signum(later);
        };

        private final long due;
        private long number;
        private volatile @Nullable Runnable task;

        Timer(long due, Runnable task) {
            this.due = due;
            this.task = task;
        }

        @Override
        public void cancel() {
            task = null;
        }
    }

    void add(Timer timer) {
        timer.number = added++;
        waiting.add(timer);
        if (waiting.size() > purgeAt) {
            waiting.removeIf(one -> one.task == null);
            purgeAt = FEW + 2 * waiting.size();
        }
    }

    /** {@return the nanoseconds until the next timer is due, 0 if one is} */
    long untilNext(long now) {
        for (Timer next = waiting.peek(); next != null; next = waiting.peek()) {
            if (next.task != null) {
                return Math.max(0, next.due - now);
            }
            waiting.remove();
        }
        return NEVER;
    }

    /** Takes the task of the next timer that is due. */
    @Nullable
    Runnable nextDue(long now) {
        while (untilNext(now) == 0) {
            Runnable task = waiting.remove().task;
            if (task != null) {
                return task;
            } // else it was cancelled in this instant, by another thread
        }
        return null;
    }
}
