package io.qmp.vm.metrics;

import io.qmp.api.wire.EventLoop;
import io.qmp.api.wire.EventLoop.Timer;
import io.qmp.client.QmpClient;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** Asks the probes one after the other, once a period, on the client's loop. */
final class Rounds {
    private static final long NO_CONNECTION = -1;

    private final SamplingPlan plan;
    private final QmpClient client;
    private final EventLoop loop;
    private final Monitor monitor;
    private final Runnable listener;
    private final Map<Probe, Sampled> sampled = new EnumMap<>(Probe.class);
    private volatile @Nullable VmPeer peer;
    private volatile @Nullable Timer timer;
    private volatile boolean closed;
    private volatile long restarts;

    private long connection = NO_CONNECTION;
    private @Nullable Probe asked;
    private boolean first = true;
    private boolean underWay;
    /** Whether counters that go back in this round show that another process answers. */
    private boolean perhapsRestarted;

    Rounds(SamplingPlan plan, QmpClient client, Runnable listener) {
        this.plan = plan;
        this.client = client;
        this.loop = client.loop();
        this.listener = listener;
        this.monitor = new Monitor(plan, client, this::overdue);
        for (Probe probe : Probe.values()) {
            sampled.put(probe, new Sampled());
        }
    }

    void start() {
        loop.execute(this::tick);
    }

    private void tick() {
        if (closed) {
            return;
        }
        if (!underWay && client.gauges().isConnected()) {
            underWay = true;
            begin();
        } else if (monitor.isSilent()) {
            overdue();
        }
        listener.run();
        try {
            timer = loop.schedule(first ? plan.firstDelay() : plan.nextDelay(), this::tick);
        } catch (RejectedExecutionException e) { // the client's transport has ended before the sampler
            close();
        }
        first = false;
    }

    private void begin() {
        long now = client.gauges().reconnections();
        if (peer != null && now == connection) {
            perhapsRestarted = false;
            ask(List.of(Probe.values()).iterator());
            return;
        }
        asked = Probe.STATUS; // a peer that does not answer now fails the first of them
        VmPeer.meet(monitor, plan).whenComplete((met, failure) -> {
            if (failure == null) {
                met(met);
                connection = now;
                ask(List.of(Probe.values()).iterator());
            } else {
                failed(Probe.STATUS, failure);
                end();
            }
        });
    }

    private void met(VmPeer now) {
        VmPeer before = peer;
        peer = now;
        if (before == null) {
            return;
        }
        perhapsRestarted = now.process().isEmpty();
        if (now.isAnotherThan(before)) {
            restart();
        }
    }

    @SuppressWarnings("NonAtomicOperationOnVolatileField") // written on the loop only
    private void restart() {
        restarts++;
        perhapsRestarted = false;
        sampled.values().forEach(Sampled::restart);
    }

    private void ask(Iterator<Probe> rest) {
        VmPeer known = peer;
        while (known != null && !closed && rest.hasNext()) {
            Probe probe = rest.next();
            if (sampled(probe).isDue()) {
                asked = probe;
                probe.ask(monitor, known).whenComplete((values, failure) -> {
                    boolean goesOn = failure == null ? read(probe, values) : failed(probe, failure);
                    if (goesOn) {
                        ask(rest);
                    } else {
                        end();
                    }
                });
                return;
            }
        }
        end();
    }

    private boolean read(Probe probe, List<VmValue> answered) {
        List<VmValue> values = Plausible.of(answered);
        Sampled target = sampled(probe);
        VmPeer known = peer;
        if (known != null) {
            Instant now = plan.clock().instant();
            if (perhapsRestarted && target.counters().wentBack(values)) {
                restart();
            }
            List<VmValue> dated = target.counters().dated(values, known.origin(), now);
            target.read(dated, loop.nanoTime());
        }
        return true;
    }

    /** Whether the round goes on. */
    private boolean failed(Probe probe, Throwable failure) {
        Sampled.Cause cause = Sampled.cause(Monitor.cause(failure));
        if (cause == null) {
            sampled(probe).absent();
        } else if (cause != Sampled.Cause.TIMEOUT) { // that was counted at the deadline
            sampled(probe).failed(cause);
        }
        return cause != Sampled.Cause.LOST && cause != Sampled.Cause.TIMEOUT;
    }

    private void overdue() {
        if (asked != null) {
            sampled(asked).failed(Sampled.Cause.TIMEOUT);
        }
    }

    private void end() {
        asked = null;
        underWay = false;
    }

    private Sampled sampled(Probe probe) {
        return Objects.requireNonNull(sampled.get(probe));
    }

    boolean isUp() {
        return !closed && monitor.isUp();
    }

    long commands() {
        return monitor.commands();
    }

    long restarts() {
        return restarts;
    }

    /** {@return what the peer is, as it has said when the connection was made} */
    List<VmValue> info() {
        VmPeer known = peer;
        return known == null ? List.of() : known.values();
    }

    /** {@return when the last answer came, by the loop's time; empty if there was none} */
    OptionalLong answered() {
        return monitor.answered();
    }

    Map<Probe, Sampled> sampled() {
        return sampled;
    }

    void close() {
        closed = true;
        Timer next = timer;
        if (next != null) {
            next.cancel();
        }
    }
}
