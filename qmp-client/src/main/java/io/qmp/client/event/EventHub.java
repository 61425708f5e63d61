package io.qmp.client.event;

import io.qmp.api.error.QmpException;
import io.qmp.api.log.LoopWatch;
import io.qmp.api.log.RateLimitedLog;
import io.qmp.api.message.Event;
import io.qmp.api.wire.EventLoop;
import io.qmp.client.observe.ForeignCalls;
import io.qmp.client.observe.Observation;
import io.qmp.client.spi.ClientMetrics;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Hands each event to all sinks, which may be added and removed on any thread. It serves all connections of a client,
 * one after the other.
 */
public final class EventHub {
    private static final String LISTENER = "a listener to events";
    private static final String CALLER = "client";

    private final List<EventSink> sinks = new CopyOnWriteArrayList<>();
    private final LoopWatch watch;
    private final ClientMetrics metrics;
    private final ForeignCalls foreign;
    private final RateLimitedLog log;
    private volatile @Nullable End end;
    /** Whether sinks have something that they have not handed over. */
    private boolean unhanded;
    /** Whether the end of this turn is waited for. */
    private boolean inTurn;

    /** Makes a hub without sinks. */
    public EventHub(LoopWatch watch, Observation observation) {
        this.watch = watch;
        this.metrics = observation.metrics();
        this.foreign = observation.foreign();
        this.log = observation.eventLog();
    }

    /** {@return the loop on which sinks are called} */
    public EventLoop loop() {
        return watch.loop();
    }

    /** Adds a sink, which gets every event that is received from now on. */
    public void add(EventSink sink) {
        sinks.add(sink);
        End over = end;
        if (over != null && sinks.remove(sink)) {
            foreign.call(LISTENER, () -> sink.ended(over.cause()));
        }
    }

    /** Removes a sink; an event that is being delivered may still reach it. */
    public void remove(EventSink sink) {
        sinks.remove(sink);
    }

    /** An event was received. */
    public void publish(Event event) {
        metrics.event(event.name());
        Thread thread = Thread.currentThread();
        watch.begun(LISTENER, CALLER, thread);
        try {
            deliver(event);
        } finally {
            watch.ended(thread);
        }
        handOverSoon();
    }

    private void deliver(Event event) {
        for (EventSink sink : sinks) {
            try {
                sink.event(event);
            } catch (Throwable e) { // foreign code: an Error, too, must not cost the connection
                foreign.failed(LISTENER, e);
            }
        }
    }

    /** Makes available to other threads what was published before: called before anything else they can learn of. */
    public void handOver() {
        if (unhanded) {
            unhanded = false;
            sinks.forEach(EventSink::handOver);
        }
    }

    /** Consumers are woken once for all events of a turn: waking costs more than an event. */
    private void handOverSoon() {
        unhanded = true;
        if (!inTurn) {
            inTurn = true;
            watch.loop().execute(() -> {
                inTurn = false;
                handOver();
                sinks.forEach(EventSink::wake);
            });
        }
    }

    /** The connection was lost. */
    public void lost(QmpException cause) {
        forEach(sink -> sink.lost(cause));
    }

    /** There is another connection. */
    public void reconnected() {
        forEach(EventSink::reconnected);
        handOverSoon();
    }

    /** Commands may be executed on the new connection. */
    public void ready() {
        forEach(EventSink::ready);
    }

    /** There will be no more events. */
    public void end(Optional<QmpException> cause) {
        handOver();
        end = new End(cause);
        forEach(sink -> {
            if (sinks.remove(sink)) {
                sink.ended(cause);
            }
        });
    }

    /** A subscription had no room for events. */
    public void overflowed(int events) {
        metrics.lost(events);
        log.log("overflow", Level.DEBUG, () -> "a subscription lost " + events + " events: its consumer is too slow");
    }

    /**
     * A subscription cannot tell what an event means for it: its type or a function of the user has thrown something.
     */
    public void unreadable(String event, Throwable failure) {
        log.log("unreadable", Level.WARNING, () -> "a subscription cannot read " + event, failure);
    }

    private void forEach(Consumer<EventSink> action) {
        for (EventSink sink : sinks) {
            foreign.call(LISTENER, () -> action.accept(sink));
        }
    }

    /** A subscriber has thrown something. */
    public void failed(Throwable e) {
        foreign.failed("a subscriber to events", e);
    }

    private record End(Optional<QmpException> cause) {}
}
