package io.qmp.server;

import io.qmp.api.Experimental;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * The pause before a server connects again to a client that listens: after each attempt that fails, and after each end
 * of a connection.
 *
 * @param pause how long it waits before; more than zero
 * @param failed called on the server's loop with the first of the failures in a row; must not block
 * @since 0.1
 */
@Experimental(since = "0.1")
public record Redial(Duration pause, Consumer<Throwable> failed) {
    /**
     * Checks the pause.
     *
     * @throws IllegalArgumentException if it is not more than zero
     */
    public Redial {
        if (pause.isZero() || pause.isNegative()) {
            throw new IllegalArgumentException("pause: must be more than zero, not " + pause);
        }
        Objects.requireNonNull(failed, "failed");
    }
}
