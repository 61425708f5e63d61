package io.qmp.mux.relay;

import io.qmp.api.command.SessionInfo;
import io.qmp.api.log.RateLimitedLog;
import io.qmp.mux.audit.AuditRecord.End;
import io.qmp.mux.audit.AuditRecord.Outcome;
import io.qmp.mux.spi.MuxClient;
import io.qmp.mux.spi.MuxCommandEnd;
import io.qmp.mux.spi.MuxGauges;
import io.qmp.mux.spi.MuxMetrics;
import io.qmp.mux.spi.UpstreamState;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Counts what happens to clients and commands, and reports it. On the loop; {@link MuxGauges} on any thread. */
final class RelayReport implements MuxGauges {
    private static final int MOST_EVENTS = 1024;

    private final MuxMetrics metrics;
    private final int window;
    private final RateLimitedLog log;
    private final ConcurrentMap<String, AtomicInteger> clients = new ConcurrentHashMap<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final AtomicLong restarts = new AtomicLong();
    private final AtomicLong auditRecords = new AtomicLong();
    private final AtomicLong auditFailures = new AtomicLong();
    private final Set<String> events = ConcurrentHashMap.newKeySet();
    private volatile Set<String> commands = Set.of();
    private volatile boolean isPrivate;
    private volatile UpstreamState upstream = UpstreamState.AWAITED;

    RelayReport(MuxMetrics metrics, int window, RateLimitedLog log) {
        this.metrics = metrics;
        this.window = window;
        this.log = log;
        report(receiver -> receiver.attached(this));
    }

    /** {@return whether anybody receives the reports} Else the names of commands are not needed. */
    boolean isWanted() {
        return metrics != MuxMetrics.NONE;
    }

    /** Sets the names of the commands that the peer has. */
    void commands(Set<String> names) {
        commands = Set.copyOf(names);
    }

    /** Sets whether each client has a monitor of its own. */
    void isPrivate(boolean each) {
        isPrivate = each;
    }

    void joined(RelayClient client) {
        count(client).incrementAndGet();
        report(receiver -> receiver.clientJoined(described(client)));
    }

    void left(RelayClient client) {
        count(client).decrementAndGet();
        report(receiver -> receiver.clientLeft(described(client)));
    }

    private AtomicInteger count(RelayClient client) {
        return clients.computeIfAbsent(client.role().name(), role -> new AtomicInteger());
    }

    void withoutRole(SessionInfo session) {
        report(receiver -> receiver.clientRefused(session));
    }

    /** A command waits for its turn. */
    void waits() {
        waiting.incrementAndGet();
    }

    /** A command is about to be sent. */
    void sent(Call call) {
        unanswered.incrementAndGet();
        if (!call.request().outOfBand()) {
            waiting.decrementAndGet();
        }
    }

    /** A command was not passed on, before it had to wait. */
    void refused(RelayClient client, String command) {
        ended(client, command, new End(Outcome.DENIED, Optional.empty(), 0, 0));
    }

    void ended(Call call, Outcome outcome, long now) {
        if (call.isSent()) {
            unanswered.decrementAndGet();
        } else if (!call.request().outOfBand()) {
            waiting.decrementAndGet();
        }
        if (isWanted()) {
            ended(call.client(), call.request().command(), call.end(outcome, Optional.empty(), now));
        }
    }

    private void ended(RelayClient client, String command, End end) {
        report(receiver -> receiver.commandEnded(
                described(client), new MuxCommandEnd(command, end.outcome(), end.waitedNanos(), end.upstreamNanos())));
    }

    /** The peer has sent an event. */
    void event(String name) {
        if (isWanted() && events.size() < MOST_EVENTS) {
            events.add(name);
        }
    }

    void eventLost(RelayClient client, String event) {
        report(receiver -> receiver.eventLost(described(client), event));
    }

    /** A record was handed to the audit. */
    void audited() {
        auditRecords.incrementAndGet();
    }

    /** A record could not be written. On any thread. */
    void auditFailed() {
        auditFailures.incrementAndGet();
    }

    void upstream(UpstreamState now) {
        if (now == UpstreamState.UP && upstream == UpstreamState.LOST) {
            restarts.incrementAndGet();
        }
        upstream = now;
        report(receiver -> receiver.upstreamChanged(now));
    }

    private static MuxClient described(RelayClient client) {
        return new MuxClient(client.session(), client.role().name());
    }

    private void report(Consumer<MuxMetrics> event) {
        if (!isWanted()) {
            return;
        }
        try {
            event.accept(metrics);
        } catch (Throwable e) { // they may be the user's
            log.log("metrics", Level.ERROR, () -> "the metrics of the multiplexer have failed", e);
        }
    }

    @Override
    public UpstreamState upstream() {
        return upstream;
    }

    @Override
    public long restarts() {
        return restarts.get();
    }

    @Override
    public boolean isPrivate() {
        return isPrivate;
    }

    @Override
    public Map<String, Integer> clients() {
        return clients.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, role -> role.getValue().get()));
    }

    @Override
    public int waiting() {
        return waiting.get();
    }

    @Override
    public int unanswered() {
        return unanswered.get();
    }

    @Override
    public int window() {
        return window;
    }

    @Override
    public long auditRecords() {
        return auditRecords.get();
    }

    @Override
    public long auditFailures() {
        return auditFailures.get();
    }

    @Override
    public boolean hasCommand(String name) {
        return commands.contains(name) || MuxCommands.has(name);
    }

    @Override
    public boolean hasEvent(String name) {
        return name.equals(EventRelay.GAP) || name.equals(EventRelay.UPSTREAM) || events.contains(name);
    }
}
