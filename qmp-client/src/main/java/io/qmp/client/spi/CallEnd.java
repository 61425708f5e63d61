package io.qmp.client.spi;

import io.qmp.api.Experimental;
import io.qmp.api.error.QmpError;
import io.qmp.client.spi.ClientMetrics.Outcome;
import java.util.Optional;

/**
 * The end of a command.
 *
 * @param outcome how
 * @param error the error that the peer answered with, if it did. Its text may contain secrets
 * @param queueNanos how long it waited in the client before it was written to the connection, in nanoseconds; its
 *     whole time if it was never written
 * @param runNanos how long it took from then to its end, in nanoseconds; zero if it was never written
 * @since 0.1
 */
@Experimental(since = "0.1")
public record CallEnd(Outcome outcome, Optional<QmpError> error, long queueNanos, long runNanos) {}
