package io.qmp.client.connection;

import io.qmp.api.wire.EventLoop;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** The delays between attempts to connect after a loss. */
public final class Backoff {
    private final Delays delays;
    private final EventLoop loop;
    private final RandomGenerator random;
    private boolean lost;
    private long since;
    private Duration next;

    /**
     * How long to wait.
     *
     * @param first before the first attempt; doubled for each further one
     * @param longest the most to wait
     * @param giveUpAfter how long after the loss to stop trying
     */
    public record Delays(Duration first, Duration longest, Duration giveUpAfter) {}

    /** Makes the backoff of one client. */
    public Backoff(Delays delays, EventLoop loop, RandomGenerator random) {
        this.delays = delays;
        this.loop = loop;
        this.random = random;
        this.next = delays.first();
    }

    /** How long to wait before the next attempt; empty to give up. */
    Optional<Duration> pause() {
        long now = loop.nanoTime();
        if (!lost) {
            lost = true;
            since = now;
            next = delays.first();
        }
        if (now - since >= TimeUnit.NANOSECONDS.convert(delays.giveUpAfter())) {
            return Optional.empty();
        }
        Duration pause = next;
        Duration longer = pause.multipliedBy(2);
        next = longer.compareTo(delays.longest()) < 0 ? longer : delays.longest();
        // Spreads the attempts of clients that lost the same peer.
        return Optional.of(
                pause.minus(pause.dividedBy(4).multipliedBy(random.nextInt(100)).dividedBy(100)));
    }

    /** There is a session again. */
    void succeeded() {
        lost = false;
    }
}
