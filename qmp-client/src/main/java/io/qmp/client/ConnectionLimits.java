package io.qmp.client;

import io.qmp.api.Experimental;
import java.time.Duration;
import java.util.Optional;

/**
 * Time limits of a client, apart from those of commands: how long a peer may take, and how long code of the user.
 *
 * @param negotiation from the connection to its readiness for commands
 * @param write to take anything of what was sent, before its connection is given up. Counts from when the operating
 *     system's buffers are full, and is longer by the time that a QEMU takes to read what is waiting
 * @param close to take what was sent when the client is closed
 * @param idle when a silent peer is probed and given up; empty for never
 * @param blockedLoop after which time code of the user that has not returned, and so blocks the event loop, is
 *     named in the log, once
 * @since 0.1
 */
@Experimental(since = "0.1")
public record ConnectionLimits(
        Duration negotiation, Duration write, Duration close, Optional<Idle> idle, Duration blockedLoop) {
    /**
     * Ten seconds to negotiate, a minute to take what was sent, two seconds to close, two seconds for code on the
     * loop; no probes.
     */
    public static final ConnectionLimits DEFAULT = new ConnectionLimits(
            Duration.ofSeconds(10),
            Duration.ofSeconds(60),
            Duration.ofSeconds(2),
            Optional.empty(),
            Duration.ofSeconds(2));

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
        positive(blockedLoop);
    }

    private static void positive(Duration limit) {
        if (limit.isNegative() || limit.isZero()) {
            throw new IllegalArgumentException("a limit is positive, not " + limit);
        }
    }

    /** {@return these limits with another one for the negotiation} */
    public ConnectionLimits withNegotiation(Duration limit) {
        return new ConnectionLimits(limit, write, close, idle, blockedLoop);
    }

    /** {@return these limits with another one for taking what was sent} */
    public ConnectionLimits withWrite(Duration limit) {
        return new ConnectionLimits(negotiation, limit, close, idle, blockedLoop);
    }

    /** {@return these limits with another one for closing} */
    public ConnectionLimits withClose(Duration limit) {
        return new ConnectionLimits(negotiation, write, limit, idle, blockedLoop);
    }

    /** {@return these limits with probes of a silent peer} */
    public ConnectionLimits withIdle(Idle limits) {
        return new ConnectionLimits(negotiation, write, close, Optional.of(limits), blockedLoop);
    }

    /** {@return these limits with another one for code of the user on the event loop} */
    public ConnectionLimits withBlockedLoop(Duration limit) {
        return new ConnectionLimits(negotiation, write, close, idle, limit);
    }
}
