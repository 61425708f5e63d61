package io.qmp.client;

import io.qmp.api.Experimental;
import java.time.Duration;
import java.util.Optional;

/**
 * How one command is executed.
 *
 * @param outOfBand whether it is sent with {@code exec-oob}, to be executed beside the commands that wait
 * @param softLimit after which time it is reported as slow; empty for the limit of its class
 * @param hardLimit after which time it fails with {@link io.qmp.api.error.CommandTimeoutException}; empty for the limit of
 *     its class
 * @see CommandLimits
 * @since 0.1
 */
@Experimental(since = "0.1")
public record CallOptions(boolean outOfBand, Optional<Duration> softLimit, Optional<Duration> hardLimit) {
    /** In its turn, with the limits of its class. */
    public static final CallOptions DEFAULT = new CallOptions(false, Optional.empty(), Optional.empty());

    /** Out of band, with the limits of its class. */
    public static final CallOptions OUT_OF_BAND = new CallOptions(true, Optional.empty(), Optional.empty());

    /** {@return these options with another soft limit} */
    public CallOptions withSoftLimit(Duration limit) {
        return new CallOptions(outOfBand, Optional.of(limit), hardLimit);
    }

    /** {@return these options with another hard limit} */
    public CallOptions withHardLimit(Duration limit) {
        return new CallOptions(outOfBand, softLimit, Optional.of(limit));
    }
}
