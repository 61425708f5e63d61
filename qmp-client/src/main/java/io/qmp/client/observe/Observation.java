package io.qmp.client.observe;

import io.qmp.api.log.RateLimitedLog;
import io.qmp.api.message.Request;
import io.qmp.api.secret.Redaction;
import io.qmp.client.spi.CallInfo;
import io.qmp.client.spi.CallListener;
import io.qmp.client.spi.ClientMetrics;
import io.qmp.client.spi.TrafficTap;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The observers of a client. Each is safe to call: what it throws is logged and has no other effect.
 *
 * @param calls listeners to calls
 * @param tap shows messages, without secrets
 * @param foreign calls code of the user
 * @param log of connections and states
 * @param commandLog of commands
 * @param eventLog of events
 */
public record Observation(
        ClientMetrics metrics,
        List<CallListener> calls,
        RedactingTap tap,
        ForeignCalls foreign,
        RateLimitedLog log,
        RateLimitedLog commandLog,
        RateLimitedLog eventLog) {
    /**
     * {@return what watches a client of this user}
     *
     * @param redaction asked only if messages are shown
     * @param loggers the logger of a name
     */
    public static Observation of(
            List<TrafficTap> taps,
            Supplier<Redaction> redaction,
            ClientMetrics metrics,
            List<CallListener> calls,
            Function<String, System.Logger> loggers) {
        RateLimitedLog log = log(loggers, "io.qmp.client");
        ForeignCalls foreign = new ForeignCalls(log);
        return new Observation(
                metrics == ClientMetrics.NONE ? metrics : new GuardedMetrics(metrics, foreign),
                List.copyOf(calls),
                RedactingTap.of(taps, redaction, loggers.apply("io.qmp.client.wire")),
                foreign,
                log,
                log(loggers, "io.qmp.client.command"),
                log(loggers, "io.qmp.client.event"));
    }

    /** {@return a watch of a command that begins; {@code null} if nobody listens} */
    public @Nullable CallWatch began(Request request, LongSupplier nanoTime) {
        return calls.isEmpty() ? null : CallWatch.of(calls, CallInfo.of(request), foreign, nanoTime);
    }

    private static RateLimitedLog log(Function<String, System.Logger> loggers, String name) {
        return new RateLimitedLog(loggers.apply(name), System::nanoTime);
    }
}
