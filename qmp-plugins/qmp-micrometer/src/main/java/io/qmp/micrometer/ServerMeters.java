package io.qmp.micrometer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.qmp.api.Experimental;
import io.qmp.api.command.SessionInfo;
import io.qmp.api.error.QmpError;
import io.qmp.api.spi.CommandEnd;
import io.qmp.api.spi.PluginRegistry;
import io.qmp.api.spi.QmpPlugin;
import io.qmp.api.spi.ServerContext;
import io.qmp.api.spi.ServerMetrics;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Meters of one server. It is a plugin: {@code QmpServer.builder().plugin(meters)}.
 *
 * <p>Commands and events are known by the server's own introspection.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public final class ServerMeters implements QmpPlugin, ServerMetrics, MeterBinder {
    private final Iterable<Tag> tags;
    private final AtomicLong sessions = new AtomicLong();
    private final Names commands;
    private final Names events;
    private volatile @Nullable ServerContext server;
    private volatile @Nullable Meters meters;

    private record Meters(
            OutcomeTimers<Outcome> timers,
            Timer queue,
            NamedCounters closed,
            NamedCounters sent,
            NamedCounters dropped,
            NamedCounters throttled,
            Counter malformed,
            Counter refused) {}

    /**
     * Makes meters.
     *
     * @param tags of all of them; they tell servers apart
     */
    public ServerMeters(Iterable<Tag> tags) {
        this.tags = tags;
        KnownNames known = KnownNames.of(() -> Optional.ofNullable(server).map(ServerContext::schema));
        this.commands = new Names(known::hasCommand);
        this.events = new Names(known::hasEvent);
    }

    /** Makes meters of a server that has commands of another. */
    ServerMeters(Iterable<Tag> tags, KnownNames known) {
        this.tags = tags;
        this.commands = new Names(known::hasCommand);
        this.events = new Names(known::hasEvent);
    }

    @Override
    public void register(PluginRegistry registry) {
        server = registry.server();
        registry.metrics(this);
    }

    /** Registers the meters. What happened before is not counted; for several registries take a composite one. */
    @Override
    public void bindTo(MeterRegistry registry) {
        MeterGroup group = new MeterGroup(registry, "qmp.server", tags);
        group.gauge("sessions", "Clients that are connected.", sessions, AtomicLong::get);
        meters = new Meters(
                group.timers("commands", "Commands that have ended, with the time that they ran.", Outcome.values()),
                group.timer("queue", "How long commands have waited for their turn."),
                group.counters("sessions.closed", "Sessions that have ended.", "reason"),
                group.counters("events", "Events that were sent to clients.", "event"),
                group.counters("events.dropped", "Events that slow clients have lost.", "event"),
                group.counters("events.throttled", "Events that a later one replaced.", "event"),
                group.counter("malformed", "Input that was no request."),
                group.counter("clients.refused", "Clients for which there was no room."));
    }

    @Override
    public void sessionOpened(SessionInfo session) {
        sessions.incrementAndGet();
    }

    @Override
    public void sessionClosed(SessionInfo session, SessionEnd end) {
        sessions.decrementAndGet();
        Meters now = meters;
        if (now != null) {
            now.closed.increment(end.name().toLowerCase(Locale.ROOT));
        }
    }

    @Override
    public void commandEnded(SessionInfo session, CommandEnd end) {
        Meters now = meters;
        if (now != null) {
            now.timers.record(end.command(), commands, end.outcome(), end.runNanos());
            now.queue.record(end.queueNanos(), TimeUnit.NANOSECONDS);
        }
    }

    @Override
    public void malformed(SessionInfo session, QmpError error) {
        Meters now = meters;
        if (now != null) {
            now.malformed.increment();
        }
    }

    @Override
    public void eventSent(SessionInfo session, String event) {
        Meters now = meters;
        if (now != null) {
            now.sent.increment(events.label(event));
        }
    }

    @Override
    public void eventDropped(SessionInfo session, String event) {
        Meters now = meters;
        if (now != null) {
            now.dropped.increment(events.label(event));
        }
    }

    @Override
    public void eventThrottled(String event) {
        Meters now = meters;
        if (now != null) {
            now.throttled.increment(events.label(event));
        }
    }

    @Override
    public void clientRefused(String monitor) {
        Meters now = meters;
        if (now != null) {
            now.refused.increment();
        }
    }
}
