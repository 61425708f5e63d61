package io.qmp.client.event;

import io.qmp.api.error.QmpException;
import io.qmp.api.error.WrongStateException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The bounded queue of a subscription. The loop puts in, any thread takes out.
 *
 * <p>Consumers take a handful at a time from where the loop puts in, so that they seldom meet the loop there. What
 * they have taken makes room.
 */
public final class EventQueue<N> {
    private static final int HANDFUL = 64;

    private final QueueRules<N> rules;
    private final ReentrantLock intake = new ReentrantLock();
    private final Condition changed = intake.newCondition();
    private final Deque<N> arrived = new ArrayDeque<>();
    private long lost;
    /** Whether the mark of a new connection was among what was lost. */
    private boolean reconnectionLost;

    private boolean ended;
    private @Nullable QmpException failure;

    /** Taken before {@link #intake} by those who need both. */
    private final ReentrantLock outlet = new ReentrantLock();

    private final Queue<N> taken = new ArrayDeque<>(HANDFUL);

    /** Makes an empty queue. */
    public EventQueue(QueueRules<N> rules) {
        this.rules = rules;
    }

    /** Puts notices in. Returns how many events were lost by it. {@link #wake} notifies waiting readers. */
    public int put(List<N> notices) {
        intake.lock();
        try {
            int losses = 0;
            for (N notice : notices) {
                losses += put(notice);
            }
            return losses;
        } finally {
            intake.unlock();
        }
    }

    private int put(N notice) {
        if (ended || isMarked(notice)) {
            return 0;
        }
        int losses = arrived.size() < rules.capacity() ? 0 : makeRoom(notice);
        if (!ended) {
            arrived.add(notice);
            lost += losses;
        }
        return losses;
    }

    /** Wakes those who wait: something has arrived. */
    public void wake() {
        intake.lock();
        try {
            changed.signalAll();
        } finally {
            intake.unlock();
        }
    }

    /** What comes next, or {@code null} if there is nothing now. */
    public @Nullable N poll() {
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
    public @Nullable N poll(long nanos) throws InterruptedException {
        @Nullable N next = poll();
        long left = nanos;
        while (next == null && left > 0) {
            left = await(left);
            next = poll();
        }
        return next;
    }

    /** Takes no more in. What is there can still be taken out. */
    public void end(@Nullable QmpException cause) {
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
    public boolean isOver() {
        outlet.lock();
        try {
            return taken.isEmpty() && hasEndedEmpty();
        } finally {
            outlet.unlock();
        }
    }

    /** Why it ended, if that was a failure. */
    public @Nullable QmpException failure() {
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
                taken.add(rules.overflow().apply(lost));
                lost = 0;
            }
            if (reconnectionLost) {
                taken.add(rules.reconnected());
                reconnectionLost = false;
            }
            while (taken.size() < HANDFUL && !arrived.isEmpty()) {
                taken.add(arrived.remove());
            }
        } finally {
            intake.unlock();
        }
    }

    private int makeRoom(N newest) {
        if (rules.fails()) {
            end(new WrongStateException("the subscription has ended: its consumer was too slow for a buffer of "
                    + rules.capacity() + " events; give it more room, or another rule"));
            return 1;
        }
        Optional<?> key = rules.key().apply(newest);
        if (key.isPresent() && removeFirst(key)) {
            return 1;
        }
        if (rules.reconnected().equals(arrived.remove())) {
            reconnectionLost = true;
            return 0;
        }
        return 1;
    }

    /** Whether a notice repeats the one before it: that events are missing because of a new connection. */
    private boolean isMarked(N notice) {
        return rules.reconnected().equals(notice)
                && (arrived.isEmpty() ? reconnectionLost : notice.equals(arrived.peekLast()));
    }

    private boolean removeFirst(Optional<?> key) {
        for (Iterator<N> all = arrived.iterator(); all.hasNext(); ) {
            if (key.equals(rules.key().apply(all.next()))) {
                all.remove();
                return true;
            }
        }
        return false;
    }
}
