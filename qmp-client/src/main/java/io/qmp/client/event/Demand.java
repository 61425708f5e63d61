package io.qmp.client.event;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The number of elements that a {@link java.util.concurrent.Flow.Subscriber} has requested and not got.
 * {@link Long#MAX_VALUE} is without limit.
 */
public final class Demand {
    private static final long INVALID = -1;

    private final AtomicLong requested = new AtomicLong();

    void add(long n) {
        requested.updateAndGet(before -> {
            if (before == INVALID || n <= 0) {
                return INVALID;
            }
            long sum = before + n;
            return sum < 0 ? Long.MAX_VALUE : sum;
        });
    }

    boolean isInvalid() {
        return requested.get() == INVALID;
    }

    boolean isPositive() {
        return requested.get() > 0;
    }

    void take() {
        requested.updateAndGet(before -> before == Long.MAX_VALUE || before <= 0 ? before : before - 1);
    }
}
