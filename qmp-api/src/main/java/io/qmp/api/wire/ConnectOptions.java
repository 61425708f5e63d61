package io.qmp.api.wire;

import io.qmp.api.Experimental;
import java.time.Duration;
import java.util.Optional;

/**
 * Options of connecting.
 *
 * @param tls encrypts the connection; empty for a plain one
 * @param timeout how long one attempt may take
 * @param descriptors whether file descriptors of the peer are accepted, on unix sockets; as
 *     {@link ListenOptions#descriptors}
 * @since 0.1
 */
@Experimental(since = "0.1")
public record ConnectOptions(Optional<TlsOptions> tls, Duration timeout, boolean descriptors) {
    /** Plain, five seconds. */
    public static final ConnectOptions DEFAULT = new ConnectOptions(Optional.empty(), Duration.ofSeconds(5), false);

    /** {@return these options with TLS} */
    public ConnectOptions withTls(TlsOptions options) {
        return new ConnectOptions(Optional.of(options), timeout, descriptors);
    }

    /** {@return these options with another limit for one attempt} */
    public ConnectOptions withTimeout(Duration limit) {
        return new ConnectOptions(tls, limit, descriptors);
    }

    /** {@return these options with descriptors taken} */
    public ConnectOptions withDescriptors() {
        return new ConnectOptions(tls, timeout, true);
    }
}
