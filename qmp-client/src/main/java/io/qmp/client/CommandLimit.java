package io.qmp.client;

import io.qmp.api.Experimental;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How long a command may take.
 *
 * @param soft after which time it is reported as slow
 * @param hard after which time it is given up
 * @since 0.1
 */
@Experimental(since = "0.1")
public record CommandLimit(Duration soft, Duration hard) {
    /** Longer than any program runs, and short enough to be added to any time. */
    private static final long LONGEST = Long.MAX_VALUE / 4;

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if one is not positive
     */
    public CommandLimit {
        if (soft.isNegative() || soft.isZero() || hard.isNegative() || hard.isZero()) {
            throw new IllegalArgumentException("limits are positive, not " + soft + " and " + hard);
        }
    }

    long softNanos() {
        return Math.min(LONGEST, TimeUnit.NANOSECONDS.convert(soft));
    }

    long hardNanos() {
        return Math.min(LONGEST, TimeUnit.NANOSECONDS.convert(hard));
    }
}
