package io.qmp.client.observe;

import io.qmp.client.spi.ClientGauges;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Gauges that are set on the loop, without the cost of volatile writes, and read anywhere. */
public final class Gauges implements ClientGauges {
    private static final long NEVER = Long.MIN_VALUE;

    private final LongSupplier nanoTime;
    private final AtomicInteger pending = new AtomicInteger();
    private final AtomicLong lastReply = new AtomicLong(NEVER);
    private final AtomicLong reconnections = new AtomicLong();
    private volatile boolean connected;

    /**
     * Makes gauges of a client that has done nothing yet.
     *
     * @param nanoTime the time of its loop
     */
    public Gauges(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Sets whether commands may be executed. */
    public void connected(boolean now) {
        connected = now;
    }

    /** The client has connected again. */
    public void reconnected() {
        reconnections.lazySet(reconnections.getPlain() + 1);
    }

    /** Sets how many commands are not answered. */
    public void pending(int commands) {
        pending.lazySet(commands);
    }

    /** A reply was received at this time. */
    public void replied(long nanoTime) {
        lastReply.lazySet(nanoTime);
    }

    @Override
    public boolean isConnected() {
        return connected;
    }

    @Override
    public long reconnections() {
        return reconnections.get();
    }

    @Override
    public int pending() {
        return pending.get();
    }

    @Override
    public OptionalLong nanosSinceReply() {
        long last = lastReply.get();
        return last == NEVER ? OptionalLong.empty() : OptionalLong.of(nanoTime.getAsLong() - last);
    }
}
