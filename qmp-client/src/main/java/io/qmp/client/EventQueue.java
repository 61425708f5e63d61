package io.qmp.client;

import io.qmp.api.error.QmpException;
import io.qmp.api.error.WrongStateException;
import io.qmp.api.message.Event;
import io.qmp.client.EventNotice.Gap;
import io.qmp.client.EventNotice.Happened;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Objects;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The bounded queue of a subscription. The loop puts in, any thread takes out. */
final class EventQueue<T> {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<EventNotice<T>> notices = new ArrayDeque<>();
    private final EventBuffer buffer;
    private long lost;
    private boolean ended;
    private @Nullable QmpException failure;

    EventQueue(EventBuffer buffer) {
        this.buffer = buffer;
    }

    /** Puts a notice in. Returns how many events were lost by it. */
    int put(EventNotice<T> notice) {
        lock.lock();
        try {
            if (ended) {
                return 0;
            }
            int losses = notices.size() < buffer.capacity() ? 0 : makeRoom(notice);
            if (!ended) {
                notices.add(notice);
                lost += losses;
            }
            changed.signal();
            return losses;
        } finally {
            lock.unlock();
        }
    }

    /** What comes next: the first gap marker or event, or {@code null} if there is nothing now. */
    @Nullable
    EventNotice<T> poll() {
        lock.lock();
        try {
            return next();
        } finally {
            lock.unlock();
        }
    }

    /** As {@link #poll()}, but waits for it. Returns {@code null} if nothing came, or nothing will. */
    @Nullable
    EventNotice<T> poll(long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = nanos;
            EventNotice<T> next = next();
            while (next == null && !ended && left > 0) {
                left = changed.awaitNanos(left);
                next = next();
            }
            return next;
        } finally {
            lock.unlock();
        }
    }

    /** Takes no more in. What is there can still be taken out. */
    void end(@Nullable QmpException cause) {
        lock.lock();
        try {
            if (!ended) {
                ended = true;
                failure = cause;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Whether there is nothing, and never will be. */
    boolean isOver() {
        lock.lock();
        try {
            return ended && lost == 0 && notices.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** Why it ended, if that was a failure. */
    @Nullable
    QmpException failure() {
        lock.lock();
        try {
            return failure;
        } finally {
            lock.unlock();
        }
    }

    /** The marker of what was lost comes before what is still there. */
    private @Nullable EventNotice<T> next() {
        if (lost > 0) {
            Gap<T> gap = new Gap<>(Gap.Reason.OVERFLOW, lost);
            lost = 0;
            return gap;
        }
        return notices.poll();
    }

    private int makeRoom(EventNotice<T> newest) {
        if (buffer.overflow() instanceof Overflow.Fail) {
            end(new WrongStateException("the subscription has ended: its consumer was too slow for " + buffer.capacity()
                    + " events to be enough; take a larger buffer, or another rule"));
            return 1;
        }
        if (buffer.overflow() instanceof Overflow.Coalesce coalesce
                && newest instanceof Happened<T> happened
                && removeSame(coalesce.key(), happened.event())) {
            return 1;
        }
        return notices.remove() instanceof Happened<T> ? 1 : 0;
    }

    private boolean removeSame(Function<? super Event, ?> key, Event newest) {
        Object wanted = key.apply(newest);
        for (Iterator<EventNotice<T>> all = notices.iterator(); all.hasNext(); ) {
            if (all.next() instanceof Happened<T> happened && Objects.equals(key.apply(happened.event()), wanted)) {
                all.remove();
                return true;
            }
        }
        return false;
    }
}
