package io.qmp.client.command;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The time limits of commands, ready for comparison.
 *
 * @param softNanos after which a command is reported as slow
 * @param hardNanos after which it fails
 */
public record CommandTime(long softNanos, long hardNanos) {
    /** Longer than any program runs, and short enough to be added to any time. */
    private static final long LONGEST = Long.MAX_VALUE / 4;

    /** {@return limits of these lengths} */
    public static CommandTime of(Duration soft, Duration hard) {
        return new CommandTime(nanos(soft), nanos(hard));
    }

    private static long nanos(Duration time) {
        return Math.min(LONGEST, TimeUnit.NANOSECONDS.convert(time));
    }

    Duration hard() {
        return Duration.ofNanos(hardNanos);
    }
}
