package io.qmp.client.observe;

import io.qmp.api.log.RateLimitedLog;
import io.qmp.api.secret.Redaction;
import io.qmp.client.spi.ClientMetrics;
import io.qmp.client.spi.TrafficTap;
import java.util.List;
import java.util.function.Function;

/**
 * What watches a client, each part safe to call: what it throws is logged and has no other effect.
 *
 * @param tap shows messages, without secrets
 * @param foreign calls code of the user
 * @param log of connections and states
 * @param commandLog of commands
 * @param eventLog of events
 */
public record Observation(
        ClientMetrics metrics,
        RedactingTap tap,
        ForeignCalls foreign,
        RateLimitedLog log,
        RateLimitedLog commandLog,
        RateLimitedLog eventLog) {
    /**
     * {@return what watches a client of this user}
     *
     * @param loggers the logger of a name
     */
    public static Observation of(
            List<TrafficTap> taps,
            Redaction redaction,
            ClientMetrics metrics,
            Function<String, System.Logger> loggers) {
        RateLimitedLog log = log(loggers, "io.qmp.client");
        ForeignCalls foreign = new ForeignCalls(log);
        return new Observation(
                metrics == ClientMetrics.NONE ? metrics : new GuardedMetrics(metrics, foreign),
                RedactingTap.of(taps, redaction, loggers.apply("io.qmp.client.wire")),
                foreign,
                log,
                log(loggers, "io.qmp.client.command"),
                log(loggers, "io.qmp.client.event"));
    }

    private static RateLimitedLog log(Function<String, System.Logger> loggers, String name) {
        return new RateLimitedLog(loggers.apply(name), System::nanoTime);
    }
}
