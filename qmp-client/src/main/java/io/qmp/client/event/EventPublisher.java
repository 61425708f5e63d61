package io.qmp.client.event;

import io.qmp.api.error.QmpException;
import io.qmp.api.error.WrongStateException;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Delivers a queue to one {@link Flow.Subscriber}, as much as it requests, on the loop. */
public final class EventPublisher<N> {
    private final EventQueue<N> queue;
    private final Runnable cancelled;
    private final EventHub hub;
    private final AtomicReference<@Nullable Delivery> delivery = new AtomicReference<>();

    /**
     * Makes a publisher without a subscriber.
     *
     * @param cancelled what is to be done when the subscriber wants no more
     */
    public EventPublisher(EventQueue<N> queue, Runnable cancelled, EventHub hub) {
        this.queue = queue;
        this.cancelled = cancelled;
        this.hub = hub;
    }

    /** Delivers to this subscriber; a second one is refused. */
    public void subscribe(Flow.Subscriber<? super N> subscriber) {
        Delivery mine = new Delivery(Objects.requireNonNull(subscriber));
        if (delivery.compareAndSet(null, mine)) {
            mine.start();
        } else {
            subscriber.onSubscribe(new Refused());
            subscriber.onError(new WrongStateException("this subscription has a subscriber already"));
        }
    }

    /** The queue has changed. */
    public void signal() {
        Delivery to = delivery.get();
        if (to != null) {
            to.signal();
        }
    }

    private final class Delivery implements Flow.Subscription {
        private final Flow.Subscriber<? super N> subscriber;
        /**
         * How often was signalled since {@link #deliver} began; not 0 at first, so that nothing comes before
         * onSubscribe.
         */
        private final AtomicInteger signals = new AtomicInteger(1);

        private final Demand demand = new Demand();
        private volatile boolean over;

        Delivery(Flow.Subscriber<? super N> subscriber) {
            this.subscriber = subscriber;
        }

        void start() {
            subscriber.onSubscribe(this);
            deliverOnLoop();
        }

        @Override
        public void request(long n) {
            demand.add(n);
            signal();
        }

        @Override
        public void cancel() {
            if (!over) {
                over = true;
                cancelled.run();
            }
        }

        /** Signals of one turn are dealt with together. */
        void signal() {
            if (!over && signals.getAndIncrement() == 0) {
                deliverOnLoop();
            }
        }

        private void deliverOnLoop() {
            try {
                hub.loop().execute(this::deliver);
            } catch (RejectedExecutionException e) {
                // The loop has ended with the client: what is left is delivered on the thread that asks for it.
                deliver();
            }
        }

        private void deliver() {
            for (int seen = 1; seen != 0; seen = signals.addAndGet(-seen)) {
                try {
                    deliverRequested();
                } catch (Throwable e) { // the subscriber is foreign code
                    hub.failed(e);
                    cancel();
                }
            }
        }

        private void deliverRequested() {
            if (demand.isInvalid()) {
                fail(new IllegalArgumentException("a subscriber requests at least one event"));
            }
            while (!over && demand.isPositive()) {
                @Nullable N notice = queue.poll();
                if (notice == null) {
                    break;
                }
                demand.take();
                subscriber.onNext(notice);
            }
            if (!over && queue.isOver()) {
                QmpException failure = queue.failure();
                if (failure == null) {
                    over = true;
                    subscriber.onComplete();
                } else {
                    fail(failure);
                }
            }
        }

        private void fail(Throwable failure) {
            if (!over) {
                over = true;
                subscriber.onError(failure);
            }
        }
    }

    private static final class Refused implements Flow.Subscription {
        @Override
        public void request(long n) {}

        @Override
        public void cancel() {}
    }
}
