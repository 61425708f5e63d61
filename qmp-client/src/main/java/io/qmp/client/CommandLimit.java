package io.qmp.client;

import io.qmp.api.Experimental;
import java.time.Duration;

/**
 * The times that a command may take.
 *
 * @param soft after which time it is reported as slow
 * @param hard after which time it is given up
 * @since 0.1
 */
@Experimental(since = "0.1")
public record CommandLimit(Duration soft, Duration hard) {
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
}
