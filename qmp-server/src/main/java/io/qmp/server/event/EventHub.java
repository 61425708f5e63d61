package io.qmp.server.event;

import io.qmp.api.bind.CompatPolicy;
import io.qmp.api.bind.EventBinding;
import io.qmp.api.event.EventData;
import io.qmp.api.message.Event;
import io.qmp.api.message.Timestamp;
import io.qmp.api.wire.EventLoop;
import io.qmp.server.guard.LoopTasks;
import java.time.InstantSource;
import java.util.Objects;
import java.util.function.Supplier;

/** Receives the events that plugins emit, and sends them to all sessions as policy and rate limits allow. */
public final class EventHub {
    private final Supplier<EventTable> events;
    private final CompatPolicy policy;
    private final EventLoop loop;
    private final InstantSource clock;
    private final RateLimiter limiter;
    private final Broadcast broadcast;

    /**
     * Makes the hub.
     *
     * @param events supplies the events at the moment
     * @param broadcast sends events to all sessions; called on the loop
     */
    public EventHub(
            Supplier<EventTable> events,
            CompatPolicy policy,
            EventLoop loop,
            InstantSource clock,
            Broadcast broadcast) {
        this.events = events;
        this.policy = policy;
        this.loop = loop;
        this.clock = clock;
        this.limiter = new RateLimiter(loop, broadcast);
        this.broadcast = broadcast;
    }

    /** Emits an event, as {@link io.qmp.api.spi.ServerContext#emit(EventData)} says. */
    public <E extends EventData> void emit(E event) {
        EventBinding<E> binding = events.get().binding(event);
        if (binding == null || policy.hides(binding.features())) {
            return;
        }
        Event message = new Event(binding.name(), binding.writeData(event), Timestamp.of(clock.instant()));
        LoopTasks.run(loop, () -> send(binding, message));
    }

    /** Emits an event of others, as {@link io.qmp.api.spi.ServerContext#emit(Event)} says. */
    public void emit(Event event) {
        emit(event, broadcast);
    }

    /** As {@link #emit(Event)}, to others than all sessions. */
    public void emit(Event event, Broadcast receivers) {
        Objects.requireNonNull(event.data(), "data");
        Objects.requireNonNull(event.timestamp(), "timestamp");
        if (!policy.hides(events.get().features(Objects.requireNonNull(event.name(), "name")))) {
            Event unchanged = event.keepingOrder();
            LoopTasks.run(loop, () -> receivers.send(unchanged));
        }
    }

    /** Drops the events that rate limits hold back. */
    public void close() {
        limiter.close();
    }

    private void send(EventBinding<?> binding, Event message) {
        binding.rateLimit().ifPresentOrElse(limit -> limiter.submit(limit, message), () -> broadcast.send(message));
    }
}
