package io.qmp.micrometer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.qmp.api.Experimental;
import io.qmp.api.schema.Schema;
import io.qmp.client.QmpClient;
import io.qmp.client.spi.ClientGauges;
import io.qmp.client.spi.ClientMetrics;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Meters of one client.
 *
 * <pre>{@code
 * ClientMeters meters = new ClientMeters(Tags.of("vm", "web"));
 * meters.bindTo(registry);
 * QmpClient.builder().metrics(meters).connect(address).thenCompose(meters::learn);
 * }</pre>
 *
 * <p>Until it has {@linkplain #learn(Schema) learned} what the peer knows, all commands and events are {@code other}.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public final class ClientMeters implements ClientMetrics, MeterBinder {
    private final Iterable<Tag> tags;
    private final Names commands;
    private final Names events;
    private volatile @Nullable Schema schema;
    private volatile @Nullable ClientGauges gauges;
    private volatile @Nullable Meters meters;

    private record Meters(
            OutcomeTimers<Outcome> timers,
            NamedCounters slow,
            NamedCounters events,
            Counter late,
            Counter unknown,
            Counter unreadable,
            Counter lost) {}

    /**
     * Makes meters.
     *
     * @param tags of all of them; they tell clients apart
     */
    public ClientMeters(Iterable<Tag> tags) {
        this.tags = tags;
        KnownNames known = KnownNames.of(() -> Optional.ofNullable(schema));
        this.commands = new Names(known::hasCommand);
        this.events = new Names(known::hasEvent);
    }

    /** Makes meters of a client of which somebody else knows what its peer has. */
    ClientMeters(Iterable<Tag> tags, KnownNames known) {
        this.tags = tags;
        this.commands = new Names(known::hasCommand);
        this.events = new Names(known::hasEvent);
    }

    /** Registers the meters. What happened before is not counted; for several registries take a composite one. */
    @Override
    public void bindTo(MeterRegistry registry) {
        MeterGroup group = new MeterGroup(registry, "qmp.client", tags);
        meters = new Meters(
                group.timers("commands", "Commands that have ended, with their time.", Outcome.values()),
                group.counters("slow", "Commands beyond their soft limit.", "command"),
                group.counters("events", "Events that were received.", "event"),
                group.counter("late.replies", "Replies to commands that were given up."),
                group.counter("unknown.replies", "Replies that belong to no command."),
                group.counter("unreadable", "What was received and is no message."),
                group.counter("events.lost", "Events that slow subscribers have lost."));
        group.gauge(
                "connected",
                "Whether commands may be executed.",
                this,
                self -> self.read(now -> now.isConnected() ? 1 : 0));
        group.gauge("pending", "Commands that are not answered.", this, self -> self.read(ClientGauges::pending));
        group.timeGauge(
                "last.reply.age",
                "How long ago the last reply was received.",
                this,
                self -> self.read(now -> now.nanosSinceReply().isPresent()
                        ? now.nanosSinceReply().getAsLong()
                        : Double.NaN));
        group.counter(
                "reconnects",
                "How often the client has connected again.",
                this,
                self -> self.read(ClientGauges::reconnections));
    }

    private interface Reading {
        double of(ClientGauges gauges);
    }

    private double read(Reading reading) {
        ClientGauges now = gauges;
        return now == null ? 0 : reading.of(now); // not attached to a client yet
    }

    /** From now on what this introspection has is known by its name. */
    public void learn(Schema known) {
        schema = known;
        commands.forget();
        events.forget();
    }

    /**
     * Asks the peer of a client what it knows.
     *
     * @return completes with the client, also if the peer has no introspection: then all is {@code other}
     */
    public CompletableFuture<QmpClient> learn(QmpClient client) {
        return client.peerSchema().handle((known, failure) -> {
            if (failure == null) {
                learn(known);
            }
            return client;
        });
    }

    @Override
    public void attached(ClientGauges newGauges) {
        gauges = newGauges;
    }

    @Override
    public void ended(String command, Outcome outcome, long nanos) {
        Meters now = meters;
        if (now != null) {
            now.timers.record(command, commands, outcome, nanos);
        }
    }

    @Override
    public void slow(String command, long nanos) {
        Meters now = meters;
        if (now != null) {
            now.slow.increment(commands.label(command));
        }
    }

    @Override
    public void late(String command) {
        Meters now = meters;
        if (now != null) {
            now.late.increment();
        }
    }

    @Override
    public void unknown() {
        Meters now = meters;
        if (now != null) {
            now.unknown.increment();
        }
    }

    @Override
    public void unreadable() {
        Meters now = meters;
        if (now != null) {
            now.unreadable.increment();
        }
    }

    @Override
    public void event(String event) {
        Meters now = meters;
        if (now != null) {
            now.events.increment(events.label(event));
        }
    }

    @Override
    public void lost(long number) {
        Meters now = meters;
        if (now != null) {
            now.lost.increment(number);
        }
    }
}
