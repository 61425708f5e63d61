package io.qmp.client;

import io.qmp.api.error.QmpException;
import io.qmp.api.error.WrongStateException;
import io.qmp.api.wire.EventLoop;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Delivers a queue to one {@link Flow.Subscriber}, as much as it requests, on the loop. */
final class EventPublisher<T> {
    private final EventQueue<T> queue;
    private final EventLoop loop;
    private final AtomicReference<@Nullable Delivery> delivery = new AtomicReference<>();

    EventPublisher(EventQueue<T> queue, EventLoop loop) {
        this.queue = queue;
        this.loop = loop;
    }

    void subscribe(Flow.Subscriber<? super EventNotice<T>> subscriber) {
        Delivery mine = new Delivery(subscriber);
        if (delivery.compareAndSet(null, mine)) {
            mine.start();
        } else {
            subscriber.onSubscribe(new Refused());
            subscriber.onError(new WrongStateException("this subscription has a subscriber already"));
        }
    }

    /** The queue has changed. */
    void signal() {
        Delivery to = delivery.get();
        if (to != null) {
            to.signal();
        }
    }

    private final class Delivery implements Flow.Subscription {
        private final Flow.Subscriber<? super EventNotice<T>> subscriber;
        /** Whether {@link #deliver} is about to be called; at first, so that nothing comes before onSubscribe. */
        private final AtomicBoolean signalled = new AtomicBoolean(true);

        private final Demand demand = new Demand();
        private volatile boolean over;

        Delivery(Flow.Subscriber<? super EventNotice<T>> subscriber) {
            this.subscriber = subscriber;
        }

        void start() {
            subscriber.onSubscribe(this);
            signalled.set(false);
            signal();
        }

        @Override
        public void request(long n) {
            demand.add(n);
            signal();
        }

        @Override
        public void cancel() {
            over = true;
        }

        /** Signals of one turn are dealt with together. */
        void signal() {
            if (!over && signalled.compareAndSet(false, true)) {
                try {
                    loop.execute(this::deliver);
                } catch (RejectedExecutionException e) {
                    // The loop has ended with the client: the end is told here, by the last who asks.
                    deliver();
                }
            }
        }

        private void deliver() {
            signalled.set(false);
            if (demand.isInvalid()) {
                fail(new IllegalArgumentException("a subscriber requests at least one event"));
            }
            while (!over && demand.isPositive()) {
                EventNotice<T> notice = queue.poll();
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
