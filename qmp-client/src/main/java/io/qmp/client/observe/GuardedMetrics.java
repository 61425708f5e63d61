package io.qmp.client.observe;

import io.qmp.client.spi.ClientGauges;
import io.qmp.client.spi.ClientMetrics;

/**
 * Keeps failures of a user's metrics away from the client. What is called for each message is called without a lambda,
 * which would be allocated each time.
 */
final class GuardedMetrics implements ClientMetrics {
    private static final String METRICS = "a listener to metrics";

    private final ClientMetrics metrics;
    private final ForeignCalls foreign;

    GuardedMetrics(ClientMetrics metrics, ForeignCalls foreign) {
        this.metrics = metrics;
        this.foreign = foreign;
    }

    @Override
    public void attached(ClientGauges gauges) {
        guard(() -> metrics.attached(gauges));
    }

    @Override
    public void sent(String command) {
        try {
            metrics.sent(command);
        } catch (Throwable e) {
            foreign.failed(METRICS, e);
        }
    }

    @Override
    public void ended(String command, Outcome outcome, long nanos) {
        try {
            metrics.ended(command, outcome, nanos);
        } catch (Throwable e) {
            foreign.failed(METRICS, e);
        }
    }

    @Override
    public void slow(String command, long nanos) {
        guard(() -> metrics.slow(command, nanos));
    }

    @Override
    public void late(String command) {
        guard(() -> metrics.late(command));
    }

    @Override
    public void unknown() {
        guard(metrics::unknown);
    }

    @Override
    public void unreadable() {
        guard(metrics::unreadable);
    }

    @Override
    public void event(String event) {
        try {
            metrics.event(event);
        } catch (Throwable e) {
            foreign.failed(METRICS, e);
        }
    }

    @Override
    public void lost(long events) {
        guard(() -> metrics.lost(events));
    }

    private void guard(Runnable news) {
        foreign.call(METRICS, news);
    }
}
