package io.qmp.client.connection;

import io.qmp.api.wire.EventLoop;
import java.time.Duration;
import java.util.Optional;
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
        if (!lost) {
            lost = true;
            since = loop.nanoTime();
            next = delays.first();
        }
        if (left().isZero()) {
            return Optional.empty();
        }
        Duration pause = next;
        Duration longer = pause.multipliedBy(2);
        next = longer.compareTo(delays.longest()) < 0 ? longer : delays.longest();
        // Spreads the attempts of clients that lost the same peer.
        return Optional.of(
                pause.minus(pause.dividedBy(4).multipliedBy(random.nextInt(100)).dividedBy(100)));
    }

    /** {@return how long to go on trying; zero, never less, to give up} Only after a loss. */
    Duration left() {
        Duration left = delays.giveUpAfter().minusNanos(loop.nanoTime() - since);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** There is a session again. */
    void succeeded() {
        lost = false;
    }
}
