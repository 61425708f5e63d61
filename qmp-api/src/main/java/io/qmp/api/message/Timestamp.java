package io.qmp.api.message;

import io.qmp.api.Stable;
import java.time.Instant;

/**
 * The time of an event, by the server's wall clock.
 *
 * @param seconds since 1970-01-01 00:00 UTC; -1 if the server could not tell
 * @param microseconds of the second; -1 if the server could not tell
 * @since 0.1
 */
@Stable(since = "0.1")
public record Timestamp(long seconds, long microseconds) {
    /** The time of an event whose server does not know it. */
    public static final Timestamp UNKNOWN = new Timestamp(-1, -1);

    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final long NANOS_PER_MICRO = 1_000;

    /** {@return the time, cut to microseconds} */
    public static Timestamp of(Instant instant) {
        return new Timestamp(instant.getEpochSecond(), instant.getNano() / NANOS_PER_MICRO);
    }

    /** {@return whether the server knew the time} */
    public boolean isKnown() {
        return seconds >= 0 && microseconds >= 0 && microseconds < MICROS_PER_SECOND;
    }

    /** {@return the time; meaningless unless it {@linkplain #isKnown() is known}} */
    public Instant toInstant() {
        return Instant.ofEpochSecond(seconds, microseconds * NANOS_PER_MICRO);
    }
}
