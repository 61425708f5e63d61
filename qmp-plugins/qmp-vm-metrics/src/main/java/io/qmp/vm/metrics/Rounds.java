package io.qmp.vm.metrics;

import io.qmp.api.error.QmpException;
import io.qmp.api.message.Event;
import io.qmp.api.wire.EventLoop;
import io.qmp.api.wire.EventLoop.Timer;
import io.qmp.client.EventListener;
import io.qmp.client.ListenerRegistration;
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

/**
 * Asks the probes one after the other, once a period and as soon as there is another connection, on the client's loop.
 * What was read from one connection is gone when there is the next: it may be that of another process.
 */
final class Rounds {
    private final SamplingPlan plan;
    private final QmpClient client;
    private final EventLoop loop;
    private final Monitor monitor;
    private final Runnable listener;
    private final Map<Probe, Sampled> sampled = new EnumMap<>(Probe.class);
    /** The peer of this connection, once it has said what it is. */
    private volatile @Nullable VmPeer peer;

    private volatile @Nullable Timer timer;
    private volatile @Nullable ListenerRegistration connections;
    /** Whether nothing is left of the connection before. */
    private volatile boolean current = true;

    private volatile boolean closed;
    private volatile long restarts;

    /** The peer that was met last. */
    private @Nullable VmPeer met;

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
        connections = client.listen(event -> false, new Connections());
        loop.execute(this::tick);
    }

    /** Hears of the client's connections, on the loop. */
    private final class Connections implements EventListener {
        @Override
        public void event(Event event) {
            // None is wanted.
        }

        @Override
        public void lost(QmpException cause) {
            current = false;
        }

        @Override
        public void ready() {
            peer = null;
            sampled.values().forEach(Sampled::forget);
            current = true;
            beginIfConnected();
        }
    }

    private void tick() {
        if (closed) {
            return;
        }
        if (!beginIfConnected() && monitor.isSilent()) {
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

    private boolean beginIfConnected() {
        if (closed || underWay || !client.gauges().isConnected()) {
            return false;
        }
        underWay = true;
        begin();
        return true;
    }

    private void begin() {
        if (peer != null) {
            perhapsRestarted = false;
            ask(List.of(Probe.values()).iterator());
            return;
        }
        asked = Probe.STATUS; // a peer that does not answer now fails the first of them
        VmPeer.meet(monitor, plan).whenComplete((answered, failure) -> {
            if (failure == null) {
                meet(answered);
                ask(List.of(Probe.values()).iterator());
            } else {
                failed(Probe.STATUS, failure);
                end();
            }
        });
    }

    private void meet(VmPeer now) {
        VmPeer before = met;
        met = now;
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
        sampled.values().forEach(each -> each.counters().restart());
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
        return !closed && current && monitor.isUp();
    }

    long commands() {
        return monitor.commands();
    }

    long restarts() {
        return restarts;
    }

    /** {@return what the peer is, as it has said when the connection was made; empty until then} */
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
        ListenerRegistration listening = connections;
        if (listening != null) {
            listening.close();
        }
    }
}
