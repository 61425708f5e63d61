package io.qmp.client;

import io.qmp.api.Experimental;
import io.qmp.api.error.ConnectionLostException;
import io.qmp.api.error.QmpException;
import io.qmp.api.error.WrongStateException;
import io.qmp.api.message.Event;
import io.qmp.client.event.EventHub;
import io.qmp.client.event.EventPublisher;
import io.qmp.client.event.EventQueue;
import io.qmp.client.event.EventSink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Events of a client, from the moment of subscribing on, kept in a bounded buffer until somebody takes them: by
 * {@link #poll}, by iteration, or as a {@link Flow.Publisher}; one of the three.
 *
 * <pre>{@code
 * try (var events = client.subscribe("SHUTDOWN", "RESET")) {
 *     client.execute("system_reset", QmpObject.EMPTY);
 *     for (EventNotice<Event> notice : events) { … }
 * }
 * }</pre>
 *
 * <p>A subscription lives on when the client reconnects. It ends orderly when it or the client is closed, and with
 * {@link ConnectionLostException} when the connection is lost for good; what is in the buffer then can still be taken.
 * All methods may be called on any thread.
 *
 * @param <T> what it makes of events
 * @since 0.1
 */
@Experimental(since = "0.1")
public final class EventSubscription<T>
        implements AutoCloseable, Iterable<EventNotice<T>>, Flow.Publisher<EventNotice<T>> {
    /** How many notices are handed over at once, so that those of a long turn do not pile up. */
    private static final int BATCH = 256;

    private final EventQueue<EventNotice<T>> queue;
    private final EventHub hub;
    private final EventSink intake;
    private final EventPublisher<EventNotice<T>> publisher;

    EventSubscription(EventHub hub, EventSelector<T> selector, EventBuffer buffer) {
        this.hub = hub;
        this.queue = new EventQueue<>(buffer.rules(hub::failed));
        this.publisher = new EventPublisher<>(queue, this::close, hub);
        this.intake = new Intake(selector);
        hub.add(intake);
    }

    /**
     * Takes the next notice, and waits for it if there is none.
     *
     * @param limit how long to wait; zero not to wait at all
     * @return the notice; empty if none came in time, or if the subscription has ended orderly
     * @throws ConnectionLostException if the connection was lost and nothing is left
     * @throws WrongStateException if the buffer overflowed and {@link Overflow#fail} is its rule, and nothing is left;
     *     or if the client's event loop was to wait
     * @throws InterruptedException if the thread is interrupted
     */
    public Optional<EventNotice<T>> poll(Duration limit) throws InterruptedException {
        if (!limit.isZero()) {
            refuseToWaitOnLoop();
        }
        EventNotice<T> notice = queue.poll(TimeUnit.NANOSECONDS.convert(limit));
        if (notice == null && queue.isOver()) {
            throwFailure();
        }
        return Optional.ofNullable(notice);
    }

    /** {@return whether it has ended and everything has been taken} */
    public boolean isOver() {
        return queue.isOver();
    }

    /**
     * {@return an iterator that takes notices and waits for them without limit, until the subscription has ended} Its
     * {@code hasNext} throws what {@link #poll} throws; a thread that is interrupted there sees the end, and stays
     * interrupted.
     */
    @Override
    public Iterator<EventNotice<T>> iterator() {
        return new Notices();
    }

    /**
     * Delivers to a subscriber, on the client's event loop. What it has not requested stays in the buffer. When it
     * cancels, or throws, this subscription ends.
     *
     * @param subscriber must not block; there can be only one, others fail with {@link WrongStateException}
     */
    @Override
    public void subscribe(Flow.Subscriber<? super EventNotice<T>> subscriber) {
        publisher.subscribe(subscriber);
    }

    /** Ends the subscription. May be called more than once. */
    @Override
    public void close() {
        hub.remove(intake);
        end(null);
    }

    private void end(@Nullable QmpException cause) {
        queue.end(cause);
        publisher.signal();
    }

    private void refuseToWaitOnLoop() {
        if (hub.loop().inLoop()) {
            throw new WrongStateException(
                    "the client's event loop cannot wait for itself; listen, or let a subscriber be told");
        }
    }

    private void throwFailure() {
        QmpException failure = queue.failure();
        if (failure != null) {
            throw failure;
        }
    }

    private final class Intake implements EventSink {
        private final EventSelector<T> selector;
        /** What came since the last {@link #handOver}; belongs to the loop. */
        private final List<EventNotice<T>> batch = new ArrayList<>();

        /** Whether something was handed over of which consumers were not woken. */
        private boolean arrived;

        Intake(EventSelector<T> selector) {
            this.selector = selector;
        }

        @Override
        public void event(Event event) {
            EventNotice<T> notice;
            try {
                notice = selector.select(event);
            } catch (Throwable e) { // the type and the predicate are foreign code
                hub.unreadable(event.name(), e);
                notice = new EventNotice.Gap<>(EventNotice.Gap.Reason.UNREADABLE, 1);
            }
            if (notice != null) {
                put(notice);
            }
        }

        private void put(EventNotice<T> notice) {
            batch.add(notice);
            if (batch.size() == BATCH) {
                handOver();
            }
        }

        @Override
        public void handOver() {
            if (batch.isEmpty()) {
                return;
            }
            int lost = queue.put(batch);
            batch.clear();
            arrived = true;
            if (lost > 0) {
                hub.overflowed(lost);
            }
        }

        @Override
        public void wake() {
            if (arrived) {
                arrived = false;
                queue.wake();
                publisher.signal();
            }
        }

        @Override
        public void lost(QmpException cause) {}

        @Override
        public void reconnected() {
            put(new EventNotice.Gap<>(EventNotice.Gap.Reason.RECONNECTED, 0));
        }

        @Override
        public void ended(Optional<QmpException> cause) {
            end(cause.orElse(null));
        }
    }

    private final class Notices implements Iterator<EventNotice<T>> {
        private @Nullable EventNotice<T> next;

        @Override
        public boolean hasNext() {
            try {
                if (next == null) {
                    refuseToWaitOnLoop();
                    next = queue.poll(Long.MAX_VALUE);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
            if (next == null) {
                throwFailure();
            }
            return next != null;
        }

        @Override
        public EventNotice<T> next() {
            EventNotice<T> notice = hasNext() ? next : null;
            if (notice == null) {
                throw new NoSuchElementException("the subscription has ended");
            }
            next = null;
            return notice;
        }
    }
}
