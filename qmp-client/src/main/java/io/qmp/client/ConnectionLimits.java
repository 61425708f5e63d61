package io.qmp.client;

import io.qmp.api.Experimental;
import java.time.Duration;
import java.util.Optional;

/**
 * How long a peer may take, apart from executing commands.
 *
 * @param negotiation from the connection to its readiness for commands
 * @param write to take anything of what was sent, before its connection is given up. Counts from when the operating
 *     system's buffers are full, and is longer by the time that a QEMU takes to read what is waiting
 * @param close to take what was sent when the client is closed
 * @param idle when a silent peer is probed and given up; empty for never
 * @since 0.1
 */
@Experimental(since = "0.1")
public record ConnectionLimits(Duration negotiation, Duration write, Duration close, Optional<Idle> idle) {
    /** Ten seconds to negotiate, a minute to take what was sent, two seconds to close; no probes. */
    public static final ConnectionLimits DEFAULT = new ConnectionLimits(
            Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofSeconds(2), Optional.empty());

    /**
     * When a peer that sends nothing is probed, and when it is given up.
     *
     * @param after how long nothing was received before the probe
     * @param limit how long the peer may take to send anything then; longer than what it may still be busy with when
     *     the caller of a command has given it up
     */
    public record Idle(Duration after, Duration limit) {
        /**
         * Checks the limits.
         *
         * @throws IllegalArgumentException if one is not positive
         */
        public Idle {
            positive(after);
            positive(limit);
        }
    }

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if one is not positive
     */
    public ConnectionLimits {
        positive(negotiation);
        positive(write);
        positive(close);
    }

    private static void positive(Duration limit) {
        if (limit.isNegative() || limit.isZero()) {
            throw new IllegalArgumentException("a limit is positive, not " + limit);
        }
    }

    /** {@return these limits with another one for the negotiation} */
    public ConnectionLimits withNegotiation(Duration limit) {
        return new ConnectionLimits(limit, write, close, idle);
    }

    /** {@return these limits with another one for taking what was sent} */
    public ConnectionLimits withWrite(Duration limit) {
        return new ConnectionLimits(negotiation, limit, close, idle);
    }

    /** {@return these limits with another one for closing} */
    public ConnectionLimits withClose(Duration limit) {
        return new ConnectionLimits(negotiation, write, limit, idle);
    }

    /** {@return these limits with probes of a silent peer} */
    public ConnectionLimits withIdle(Idle limits) {
        return new ConnectionLimits(negotiation, write, close, Optional.of(limits));
    }
}
