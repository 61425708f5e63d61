package io.qmp.client;

import io.qmp.api.wire.EventLoop;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** When to try again after a loss. */
final class Backoff {
    private final ReconnectPolicy policy;
    private final EventLoop loop;
    private final RandomGenerator random;
    private boolean lost;
    private long since;
    private Duration next;

    Backoff(ReconnectPolicy policy, EventLoop loop, RandomGenerator random) {
        this.policy = policy;
        this.loop = loop;
        this.random = random;
        this.next = policy.firstDelay();
    }

    /** How long to wait before the next attempt; empty to give up. */
    Optional<Duration> pause() {
        long now = loop.nanoTime();
        if (!lost) {
            lost = true;
            since = now;
            next = policy.firstDelay();
        }
        if (now - since >= TimeUnit.NANOSECONDS.convert(policy.giveUpAfter())) {
            return Optional.empty();
        }
        Duration pause = next;
        Duration longer = pause.multipliedBy(2);
        next = longer.compareTo(policy.longestDelay()) < 0 ? longer : policy.longestDelay();
        // Clients that lost the same peer should not all come back in the same instant.
        return Optional.of(
                pause.minus(pause.dividedBy(4).multipliedBy(random.nextInt(100)).dividedBy(100)));
    }

    /** There is a session again. */
    void succeeded() {
        lost = false;
    }
}
