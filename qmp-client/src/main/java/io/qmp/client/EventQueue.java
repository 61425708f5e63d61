package io.qmp.client;

import io.qmp.api.error.QmpException;
import io.qmp.api.error.WrongStateException;
import io.qmp.api.message.Event;
import io.qmp.client.EventNotice.Gap;
import io.qmp.client.EventNotice.Happened;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The bounded queue of a subscription. The loop puts in, any thread takes out.
 *
 * <p>Consumers take a handful at a time from where the loop puts in, so that they seldom meet the loop there. What they have taken makes
 * room.
 */
final class EventQueue<T> {
    private static final int HANDFUL = 64;

    private final EventBuffer buffer;
    private final ReentrantLock intake = new ReentrantLock();
    private final Condition changed = intake.newCondition();
    private final Deque<EventNotice<T>> arrived = new ArrayDeque<>();
    private long lost;
    /** Whether the mark of a new connection was among what was lost. */
    private boolean reconnectionLost;

    private boolean ended;
    private @Nullable QmpException failure;

    /** Taken before {@link #intake} by those who need both. */
    private final ReentrantLock outlet = new ReentrantLock();

    private final Queue<EventNotice<T>> taken = new ArrayDeque<>(HANDFUL);

    EventQueue(EventBuffer buffer) {
        this.buffer = buffer;
    }

    /** Puts a notice in. Returns how many events were lost by it. Who waits is told by {@link #wake}. */
    int put(EventNotice<T> notice) {
        intake.lock();
        try {
            if (ended || isMarked(notice)) {
                return 0;
            }
            int losses = arrived.size() < buffer.capacity() ? 0 : makeRoom(notice);
            if (!ended) {
                arrived.add(notice);
                lost += losses;
            }
            return losses;
        } finally {
            intake.unlock();
        }
    }

    /** Tells who waits that something has arrived. */
    void wake() {
        intake.lock();
        try {
            changed.signalAll();
        } finally {
            intake.unlock();
        }
    }

    /** What comes next, or {@code null} if there is nothing now. */
    @Nullable
    EventNotice<T> poll() {
        outlet.lock();
        try {
            if (taken.isEmpty()) {
                takeHandful();
            }
            return taken.poll();
        } finally {
            outlet.unlock();
        }
    }

    /** As {@link #poll()}, but waits for it. Returns {@code null} if nothing came in time, or nothing ever will. */
    @Nullable
    EventNotice<T> poll(long nanos) throws InterruptedException {
        EventNotice<T> next = poll();
        long left = nanos;
        while (next == null && left > 0) {
            left = await(left);
            next = poll();
        }
        return next;
    }

    /** Takes no more in. What is there can still be taken out. */
    void end(@Nullable QmpException cause) {
        intake.lock();
        try {
            if (!ended) {
                ended = true;
                failure = cause;
                changed.signalAll();
            }
        } finally {
            intake.unlock();
        }
    }

    /** Whether there is nothing, and never will be. */
    boolean isOver() {
        outlet.lock();
        try {
            return taken.isEmpty() && hasEndedEmpty();
        } finally {
            outlet.unlock();
        }
    }

    /** Why it ended, if that was a failure. */
    @Nullable
    QmpException failure() {
        intake.lock();
        try {
            return failure;
        } finally {
            intake.unlock();
        }
    }

    private boolean hasEndedEmpty() {
        intake.lock();
        try {
            return ended && isEmpty();
        } finally {
            intake.unlock();
        }
    }

    private boolean isEmpty() {
        return lost == 0 && !reconnectionLost && arrived.isEmpty();
    }

    /** Waits until something has arrived. Returns how much of the time is left; 0 as well if nothing ever will. */
    private long await(long nanos) throws InterruptedException {
        intake.lockInterruptibly();
        try {
            long left = nanos;
            while (isEmpty() && !ended && left > 0) {
                left = changed.awaitNanos(left);
            }
            return ended && isEmpty() ? 0 : left;
        } finally {
            intake.unlock();
        }
    }

    /** The marker of what was lost comes before what is still there. */
    private void takeHandful() {
        intake.lock();
        try {
            if (lost > 0) {
                taken.add(new Gap<>(Gap.Reason.OVERFLOW, lost));
                lost = 0;
            }
            if (reconnectionLost) {
                taken.add(new Gap<>(Gap.Reason.RECONNECTED, 0));
                reconnectionLost = false;
            }
            while (taken.size() < HANDFUL && !arrived.isEmpty()) {
                taken.add(arrived.remove());
            }
        } finally {
            intake.unlock();
        }
    }

    private int makeRoom(EventNotice<T> newest) {
        if (buffer.overflow() instanceof Overflow.Fail) {
            end(new WrongStateException("the subscription has ended: its consumer was too slow for a buffer of "
                    + buffer.capacity() + " events; give it more room, or another rule"));
            return 1;
        }
        if (buffer.overflow() instanceof Overflow.Coalesce coalesce
                && newest instanceof Happened<T> happened
                && removeSame(coalesce.key(), happened.event())) {
            return 1;
        }
        if (arrived.remove() instanceof Gap<T> gap && gap.reason() == Gap.Reason.RECONNECTED) {
            reconnectionLost = true;
            return 0;
        }
        return 1;
    }

    /** Whether a notice says what the one before it says: that events are missing because of a new connection. */
    private boolean isMarked(EventNotice<T> notice) {
        return notice instanceof Gap<T> gap
                && gap.reason() == Gap.Reason.RECONNECTED
                && (arrived.isEmpty() ? reconnectionLost : gap.equals(arrived.peekLast()));
    }

    private boolean removeSame(Function<? super Event, ?> key, Event newest) {
        Object wanted = key.apply(newest);
        for (Iterator<EventNotice<T>> all = arrived.iterator(); all.hasNext(); ) {
            if (all.next() instanceof Happened<T> happened && Objects.equals(key.apply(happened.event()), wanted)) {
                all.remove();
                return true;
            }
        }
        return false;
    }
}
