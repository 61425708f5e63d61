package io.qmp.client;

import io.qmp.api.error.QmpException;
import io.qmp.api.log.RateLimitedLog;
import io.qmp.api.message.Event;
import io.qmp.api.wire.EventLoop;
import io.qmp.client.spi.ClientMetrics;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Hands each event to all who subscribed. It outlives connections, and is there before the first.
 *
 * <p>Who has subscribed gets every event that is received from then on; on which thread does not matter.
 */
final class EventHub {
    private static final String LISTENER = "a listener to events";

    private final List<EventListener> listeners = new CopyOnWriteArrayList<>();
    private final EventLoop loop;
    private final ClientMetrics metrics;
    private final ForeignCalls foreign;
    private final RateLimitedLog log;
    private volatile @Nullable End end;

    EventHub(EventLoop loop, ClientOptions options) {
        this.loop = loop;
        this.metrics = options.metrics();
        this.foreign = options.foreign();
        this.log = options.eventLog();
    }

    EventLoop loop() {
        return loop;
    }

    void add(EventListener listener) {
        listeners.add(listener);
        End over = end;
        if (over != null && listeners.remove(listener)) {
            foreign.call(LISTENER, () -> listener.ended(over.cause()));
        }
    }

    void remove(EventListener listener) {
        listeners.remove(listener);
    }

    void publish(Event event) {
        metrics.event(event.name());
        forEach(listener -> listener.event(event));
    }

    void lost(QmpException cause) {
        forEach(listener -> listener.lost(cause));
    }

    void reconnected() {
        forEach(EventListener::reconnected);
    }

    void end(Optional<QmpException> cause) {
        end = new End(cause);
        forEach(listener -> {
            if (listeners.remove(listener)) {
                listener.ended(cause);
            }
        });
    }

    /** A subscription had no room for events. */
    void overflowed(int events) {
        metrics.lost(events);
        log.log("overflow", Level.DEBUG, () -> "a subscription lost " + events + " events: its consumer is too slow");
    }

    private void forEach(Consumer<EventListener> action) {
        for (EventListener listener : listeners) {
            foreign.call(LISTENER, () -> action.accept(listener));
        }
    }

    /** A subscriber has thrown something. */
    void failed(Throwable e) {
        foreign.failed("a subscriber to events", e);
    }

    private record End(Optional<QmpException> cause) {}
}
