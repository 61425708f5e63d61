package io.qmp.server;

import io.qmp.api.Experimental;
import java.time.Duration;
import java.util.Optional;

/**
 * Time limits for handlers and clients of a server.
 *
 * @param slowCommand the time after which a command that has not been answered is named in the log, with its session
 *     and its plugin. It is named again when it is answered; nothing else happens
 * @param blockedLoop the time after which a plugin's call that has not returned, and so blocks the event loop, is
 *     named in the log, once
 * @param negotiation the time after which a client that has not negotiated is disconnected; empty for never, as in
 *     QEMU
 * @since 0.1
 */
@Experimental(since = "0.1")
public record TimeLimits(Duration slowCommand, Duration blockedLoop, Optional<Duration> negotiation) {
    /** 30 s for commands and for negotiation, 2 s for a call on the loop. */
    public static final TimeLimits DEFAULT =
            new TimeLimits(Duration.ofSeconds(30), Duration.ofSeconds(2), Optional.of(Duration.ofSeconds(30)));

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if one is not positive
     */
    public TimeLimits {
        check("a slow command", slowCommand);
        check("a blocked loop", blockedLoop);
        negotiation.ifPresent(limit -> check("negotiation", limit));
    }

    private static void check(String what, Duration limit) {
        if (limit.isNegative() || limit.isZero()) {
            throw new IllegalArgumentException("the limit for " + what + " must be positive, not " + limit);
        }
    }

    /** {@return these limits with another one for commands} */
    public TimeLimits withSlowCommand(Duration limit) {
        return new TimeLimits(limit, blockedLoop, negotiation);
    }

    /** {@return these limits with another one for calls on the event loop} */
    public TimeLimits withBlockedLoop(Duration limit) {
        return new TimeLimits(slowCommand, limit, negotiation);
    }

    /** {@return these limits with another one for negotiation} */
    public TimeLimits withNegotiation(Duration limit) {
        return new TimeLimits(slowCommand, blockedLoop, Optional.of(limit));
    }

    /** {@return these limits without one for negotiation} */
    public TimeLimits withoutNegotiation() {
        return new TimeLimits(slowCommand, blockedLoop, Optional.empty());
    }
}
