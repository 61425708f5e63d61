package io.qmp.api.spi;

import io.qmp.api.Experimental;
import io.qmp.api.error.QmpError;
import java.util.Optional;

/**
 * The end of a command on a server.
 *
 * @param command its name, as the client sent it: any text
 * @param outOfBand whether it was sent with {@code exec-oob}
 * @param outcome how
 * @param error the error that the client was answered with, if any. Its text may contain secrets
 * @param queueNanos how long it waited for its turn after it was read, in nanoseconds; its whole time if it was not
 *     executed
 * @param runNanos how long it took from then to its end, in nanoseconds, interceptors included; zero if it was not
 *     executed
 * @since 0.1
 */
@Experimental(since = "0.1")
public record CommandEnd(
        String command,
        boolean outOfBand,
        ServerMetrics.Outcome outcome,
        Optional<QmpError> error,
        long queueNanos,
        long runNanos) {}
