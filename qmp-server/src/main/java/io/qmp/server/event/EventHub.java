package io.qmp.server.event;

import io.qmp.api.bind.CompatPolicy;
import io.qmp.api.bind.EventBinding;
import io.qmp.api.event.EventData;
import io.qmp.api.message.Event;
import io.qmp.api.message.Timestamp;
import io.qmp.api.wire.EventLoop;
import java.time.InstantSource;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/** Takes the events that plugins emit and passes on those that may be sent now. */
public final class EventHub {
    private final EventTable table;
    private final CompatPolicy policy;
    private final EventLoop loop;
    private final InstantSource clock;
    private final RateLimiter limiter;
    private final Consumer<Event> sink;

    /**
     * Makes the hub.
     *
     * @param sink is given each event on the loop, in the order in which all sessions are to hear them
     */
    public EventHub(EventTable table, CompatPolicy policy, EventLoop loop, InstantSource clock, Consumer<Event> sink) {
        this.table = table;
        this.policy = policy;
        this.loop = loop;
        this.clock = clock;
        this.limiter = new RateLimiter(loop, sink);
        this.sink = sink;
    }

    /** Emits an event, as {@link io.qmp.api.spi.ServerContext#emit} says. */
    public <E extends EventData> void emit(E event) {
        EventBinding<E> binding = table.binding(event);
        if (policy.hides(binding.features())) {
            return;
        }
        Event message = new Event(binding.name(), binding.writeData(event), Timestamp.of(clock.instant()));
        if (loop.inLoop()) {
            send(binding, message);
            return;
        }
        try {
            loop.execute(() -> send(binding, message));
        } catch (RejectedExecutionException serverHasEnded) {
            // nobody is left to hear of it
        }
    }

    /** Forgets what is kept back. */
    public void close() {
        limiter.close();
    }

    private void send(EventBinding<?> binding, Event message) {
        binding.rateLimit().ifPresentOrElse(limit -> limiter.submit(limit, message), () -> sink.accept(message));
    }
}
