package io.qmp.vm.metrics;

import io.qmp.api.Experimental;
import io.qmp.client.QmpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/**
 * The intervals at which a virtual machine is asked, and the times that it may take.
 *
 * <p>The first round begins at once, the second within a period, at a random time, and each further one from 0.9 to 1
 * periods after the one before, so that many samplers do not ask at the same time.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public final class SamplingPlan {
    private static final double LEAST = 0.9;

    private final Duration period;
    private final Duration deadline;
    private final InstantSource clock;
    private final DoubleSupplier random;
    private final Path processes;

    private SamplingPlan(
            Duration period, Duration deadline, InstantSource clock, DoubleSupplier random, Path processes) {
        if (period.isNegative() || period.isZero() || deadline.isNegative() || deadline.isZero()) {
            throw new IllegalArgumentException("period and deadline are positive, not " + period + " and " + deadline);
        }
        this.period = period;
        this.deadline = deadline;
        this.clock = clock;
        this.random = random;
        this.processes = processes;
    }

    static SamplingPlan every(Duration period) {
        DoubleSupplier random = () -> ThreadLocalRandom.current().nextDouble();
        return new SamplingPlan(period, period, InstantSource.system(), random, Path.of("/proc"));
    }

    /**
     * {@return this plan with a deadline} A command that is not answered by then shows that the virtual machine is not
     * {@linkplain VmFamily#UP up}; its answer counts all the same when it comes.
     *
     * @param limit for each command; the period unless set
     */
    public SamplingPlan within(Duration limit) {
        return new SamplingPlan(period, limit, clock, random, processes);
    }

    /** {@return this plan with another clock} It says when counters began. */
    public SamplingPlan clock(InstantSource newClock) {
        return new SamplingPlan(period, deadline, newClock, random, processes);
    }

    /** {@return this plan with another source of random numbers from 0 to 1} */
    public SamplingPlan random(DoubleSupplier source) {
        return new SamplingPlan(period, deadline, clock, source, processes);
    }

    /** {@return this plan with another place of the files of processes than {@code /proc}} */
    public SamplingPlan processes(Path directory) {
        return new SamplingPlan(period, deadline, clock, random, directory);
    }

    /**
     * {@return a sampler that has begun} It ends when it is closed, or with the client.
     *
     * @param client whose peer is asked; it stays the caller's. It should reconnect: then the sampler goes on with the
     *     next connection
     */
    public VmSampler of(QmpClient client) {
        VmSampler sampler = new VmSampler(this, client);
        sampler.start();
        return sampler;
    }

    Duration period() {
        return period;
    }

    Duration deadline() {
        return deadline;
    }

    InstantSource clock() {
        return clock;
    }

    Path processes() {
        return processes;
    }

    /** How long to wait from the first round to the second. */
    Duration firstDelay() {
        return scaled(random.getAsDouble());
    }

    /** How long to wait from the beginning of one round to that of the next. */
    Duration nextDelay() {
        return scaled(LEAST + (1 - LEAST) * random.getAsDouble());
    }

    private Duration scaled(double part) {
        return Duration.ofNanos((long) (period.toNanos() * part));
    }
}
