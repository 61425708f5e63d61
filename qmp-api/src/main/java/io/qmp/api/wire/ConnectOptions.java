package io.qmp.api.wire;

import io.qmp.api.Experimental;
import java.time.Duration;
import java.util.Optional;

/**
 * How to connect.
 *
 * @param tls encrypts the connection; empty for a plain one
 * @param timeout how long one attempt may take
 * @since 0.1
 */
@Experimental(since = "0.1")
public record ConnectOptions(Optional<TlsOptions> tls, Duration timeout) {
    /** Plain, five seconds. */
    public static final ConnectOptions DEFAULT = new ConnectOptions(Optional.empty(), Duration.ofSeconds(5));

    /** {@return these options with TLS} */
    public ConnectOptions withTls(TlsOptions options) {
        return new ConnectOptions(Optional.of(options), timeout);
    }

    /** {@return these options with another limit for one attempt} */
    public ConnectOptions withTimeout(Duration limit) {
        return new ConnectOptions(tls, limit);
    }
}
