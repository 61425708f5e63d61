package io.qmp.testkit.fault;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * The speed at which a connection sends.
 *
 * @param slice the largest piece in bytes; 0 for no limit
 * @param latency how much later everything is sent
 * @param jitter how much later still at most
 * @param bytesPerSecond the bandwidth; 0 for no limit
 * @param stalled whether nothing is sent
 */
record Pace(int slice, Duration latency, Duration jitter, int bytesPerSecond, boolean stalled) {
    static final Pace UNLIMITED = new Pace(0, Duration.ZERO, Duration.ZERO, 0, false);

    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final int PIECES_PER_SECOND = 20;

    Pace withSlices(int bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("a slice has at least one byte, not " + bytes);
        }
        return new Pace(bytes, latency, jitter, bytesPerSecond, stalled);
    }

    Pace withLatency(Duration least, Duration more) {
        return new Pace(slice, least, more, bytesPerSecond, stalled);
    }

    Pace withBandwidth(int bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("a bandwidth is at least one byte a second, not " + bytes);
        }
        return new Pace(slice, latency, jitter, bytes, stalled);
    }

    Pace withStall(boolean stall) {
        return new Pace(slice, latency, jitter, bytesPerSecond, stall);
    }

    boolean isUnlimited() {
        return equals(UNLIMITED);
    }

    /** {@return how many of so many bytes are sent in one piece} */
    int piece(int bytes) {
        int most = slice > 0 ? slice : Integer.MAX_VALUE;
        if (bytesPerSecond > 0) {
            most = Math.min(most, Math.max(1, bytesPerSecond / PIECES_PER_SECOND));
        }
        return Math.min(bytes, most);
    }

    /** {@return how long a piece takes by the bandwidth} */
    Duration takes(int bytes) {
        return bytesPerSecond == 0 ? Duration.ZERO : Duration.ofNanos(bytes * NANOS_PER_SECOND / bytesPerSecond);
    }

    /** {@return how much later a message is sent} */
    Duration delay(RandomGenerator random) {
        return jitter.isZero() ? latency : latency.plusNanos(random.nextLong(jitter.toNanos()));
    }
}
