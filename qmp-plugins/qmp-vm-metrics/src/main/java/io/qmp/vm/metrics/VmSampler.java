package io.qmp.vm.metrics;

import io.qmp.api.Experimental;
import io.qmp.client.QmpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Asks a virtual machine on a schedule of its own, and keeps what it has answered.
 *
 * <pre>{@code
 * VmSampler sampler = VmSampler.every(Duration.ofSeconds(15)).within(Duration.ofSeconds(5)).of(client);
 * sampler.values().forEach(value -> print(value.family().text(), value.labels(), value.value()));
 * }</pre>
 *
 * <p><strong>Load.</strong> Never more than one command is unanswered, also if QEMU does not answer for long. A round
 * takes seven commands, fewer where there is no balloon. A new connection has a round of its own, at once, with five or
 * six commands more.
 *
 * <p><strong>Values</strong> stay when QEMU does not answer or the connection is lost, with their {@linkplain
 * VmFamily#AGE age}, and are gone three periods after they were read, or when there is another connection.
 * {@link VmFamily#UP} is always there. What QEMU does not have is no failure.
 *
 * <p><strong>Counters</strong> begin anew with another process, with a device that was plugged again, or when the guest
 * resets them; {@link VmValue#created} changes then.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public final class VmSampler implements AutoCloseable {
    private static final int PERIODS_KEPT = 3;

    private final SamplingPlan plan;
    private final QmpClient client;
    private final Rounds rounds;
    private final Instant began;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    VmSampler(SamplingPlan plan, QmpClient client) {
        this.plan = plan;
        this.client = client;
        this.began = plan.clock().instant();
        this.rounds = new Rounds(plan, client, () -> listeners.forEach(Runnable::run));
    }

    /** {@return a plan that asks once a period} */
    public static SamplingPlan every(Duration period) {
        return SamplingPlan.every(period);
    }

    void start() {
        rounds.start();
        client.closed().thenRun(this::close);
    }

    /**
     * {@return what is known now} Asks nothing and does not wait; may be called on any thread.
     */
    public List<VmValue> values() {
        List<VmValue> values = new ArrayList<>();
        values.add(VmValue.of(VmFamily.UP, isUp() ? 1 : 0));
        values.add(VmValue.of(VmFamily.COMMANDS, rounds.commands()).createdAt(began));
        values.add(VmValue.of(VmFamily.RESTARTS, rounds.restarts()).createdAt(began));
        long now = client.loop().nanoTime();
        if (rounds.answered().isPresent() && isKept(now - rounds.answered().getAsLong())) {
            values.addAll(rounds.info());
        }
        rounds.sampled().forEach((probe, sampled) -> {
            Sampled.Reading last = sampled.last();
            if (last != null) {
                long age = now - last.nanos();
                values.add(VmValue.of(VmFamily.AGE, "sampler", probe.text(), age / Answers.NANOS));
                if (isKept(age)) {
                    values.addAll(last.values());
                }
            }
            sampled.failures().forEach((cause, number) -> values.add(failures(probe, cause, number)));
        });
        return values;
    }

    private boolean isKept(long age) {
        return age < plan.period().toNanos() * PERIODS_KEPT;
    }

    private VmValue failures(Probe probe, Sampled.Cause cause, long number) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("sampler", probe.text());
        labels.put("cause", cause.text());
        return VmValue.of(VmFamily.FAILURES, labels, number).createdAt(began);
    }

    /** {@return whether the monitor is connected and answers within the deadline} */
    public boolean isUp() {
        return rounds.isUp();
    }

    /**
     * Adds a listener that is called on the client's loop once a period, whether or not something was answered. It must
     * not block.
     *
     * @param listener what it throws ends the call of the listeners behind it
     */
    public void listen(Runnable listener) {
        listeners.add(listener);
    }

    /** Ends the sampling; the client stays open. Values stay until they are too old. May be called more than once. */
    @Override
    public void close() {
        rounds.close();
    }
}
