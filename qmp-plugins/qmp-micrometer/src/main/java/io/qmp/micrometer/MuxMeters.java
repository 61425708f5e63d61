package io.qmp.micrometer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.qmp.api.Experimental;
import io.qmp.api.command.SessionInfo;
import io.qmp.api.spi.ServerMetrics;
import io.qmp.client.spi.ClientMetrics;
import io.qmp.mux.audit.AuditRecord.Outcome;
import io.qmp.mux.spi.MuxClient;
import io.qmp.mux.spi.MuxCommandEnd;
import io.qmp.mux.spi.MuxGauges;
import io.qmp.mux.spi.MuxMetrics;
import io.qmp.mux.spi.UpstreamState;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Meters of one multiplexer, and of the server and the client that it consists of.
 *
 * <pre>{@code
 * MuxMeters meters = new MuxMeters(Tags.of("vm", "web"));
 * meters.bindTo(registry);
 * Mux.builder(address).muxMetrics(meters).metrics(meters.server()).clientMetrics(meters.client())
 * }</pre>
 *
 * <p>Commands and events are known by what QEMU has, for the server, too. Needs {@code qmp-mux}, which this module does
 * not bring.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public final class MuxMeters implements MuxMetrics, MeterBinder {
    private final Iterable<Tag> tags;
    private final ServerMeters server;
    private final ClientMeters client;
    private final Names commands;
    private final Names events;
    private final Set<String> roles = ConcurrentHashMap.newKeySet();
    private volatile @Nullable MuxGauges gauges;
    private volatile @Nullable Meters meters;

    private record Meters(
            MeterGroup group,
            OutcomeTimers<Outcome> timers,
            Timer waited,
            NamedCounters denied,
            NamedCounters dropped,
            Counter refused) {}

    /** What the multiplexer knows of its peer; nothing until it is attached. */
    private final class OfThePeer implements KnownNames {
        @Override
        public boolean hasCommand(String name) {
            MuxGauges now = gauges;
            return now != null && now.hasCommand(name);
        }

        @Override
        public boolean hasEvent(String name) {
            MuxGauges now = gauges;
            return now != null && now.hasEvent(name);
        }
    }

    /**
     * Makes meters.
     *
     * @param tags of all of them; they tell multiplexers apart
     */
    public MuxMeters(Iterable<Tag> tags) {
        this.tags = tags;
        KnownNames known = new OfThePeer();
        this.server = new ServerMeters(tags, known);
        this.client = new ClientMeters(tags, known);
        this.commands = new Names(known::hasCommand);
        this.events = new Names(known::hasEvent);
    }

    /** {@return the meters of the server that serves the clients} They are registered with these. */
    public ServerMetrics server() {
        return server;
    }

    /** {@return the meters of the client that QEMU has} They are registered with these. */
    public ClientMetrics client() {
        return client;
    }

    /** Registers the meters. What happened before is not counted; for several registries take a composite one. */
    @Override
    public void bindTo(MeterRegistry registry) {
        server.bindTo(registry);
        client.bindTo(registry);
        MeterGroup group = new MeterGroup(registry, "qmp.mux", tags);
        group.gauge("up", "Whether commands are passed on.", this, self -> self.read(MuxMeters::isUp));
        group.gauge("window", "How many commands may be at the peer.", this, self -> self.read(MuxGauges::window));
        group.gauge(
                "window.in.use", "How many commands are at the peer.", this, self -> self.read(MuxGauges::unanswered));
        group.gauge("waiting", "How many commands wait for their turn.", this, self -> self.read(MuxGauges::waiting));
        group.counter("restarts", "How often the peer has come again.", this, self -> self.read(MuxGauges::restarts));
        group.counter("audit.records", "Records of the audit.", this, self -> self.read(MuxGauges::auditRecords));
        group.counter(
                "audit.failures",
                "Records of the audit that could not be written.",
                this,
                self -> self.read(MuxGauges::auditFailures));
        meters = new Meters(
                group,
                group.timers("commands", "Commands of clients, with the time that the peer took.", Outcome.values()),
                group.timer("wait", "How long commands have waited for their turn."),
                group.counters("denied", "Commands that a role does not allow.", "role"),
                group.counters("events.dropped", "Events that slow clients have lost.", "event"),
                group.counter("clients.refused", "Clients without a role."));
    }

    private static double isUp(MuxGauges now) {
        return now.upstream() == UpstreamState.UP ? 1 : 0;
    }

    private double read(ToDoubleFunction<MuxGauges> reading) {
        MuxGauges now = gauges;
        return now == null ? 0 : reading.applyAsDouble(now); // not attached to a multiplexer yet
    }

    @Override
    public void attached(MuxGauges newGauges) {
        gauges = newGauges;
    }

    /** Roles are those of the configuration: few. */
    @Override
    public void clientJoined(MuxClient joined) {
        Meters now = meters;
        String role = joined.role();
        if (now != null && roles.add(role)) {
            MeterGroup ofRole = now.group.with(Tag.of("role", role));
            ofRole.gauge(
                    "clients",
                    "Clients that are connected.",
                    this,
                    self -> self.read(all -> all.clients().getOrDefault(role, 0)));
        }
    }

    @Override
    public void clientRefused(SessionInfo session) {
        Meters now = meters;
        if (now != null) {
            now.refused.increment();
        }
    }

    @Override
    public void commandEnded(MuxClient sender, MuxCommandEnd end) {
        Meters now = meters;
        if (now != null) {
            now.timers.record(end.command(), commands, end.outcome(), end.upstreamNanos());
            now.waited.record(end.waitNanos(), TimeUnit.NANOSECONDS);
            if (end.outcome() == Outcome.DENIED) {
                now.denied.increment(sender.role());
            }
        }
    }

    @Override
    public void eventLost(MuxClient slow, String event) {
        Meters now = meters;
        if (now != null) {
            now.dropped.increment(events.label(event));
        }
    }
}
