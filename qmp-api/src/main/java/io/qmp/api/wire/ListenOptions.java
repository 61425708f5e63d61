package io.qmp.api.wire;

import io.qmp.api.Experimental;
import java.util.Optional;

/**
 * How to listen.
 *
 * @param tls encrypts TCP connections; empty for plain ones
 * @param openToNetwork whether plain TCP may be offered on an address that is not loopback. Whoever reaches a QMP server
 *     controls the machine behind it
 * @param socketMode the permissions of a unix socket's file, such as {@code 0600}
 * @since 0.1
 */
@Experimental(since = "0.1")
public record ListenOptions(Optional<TlsOptions> tls, boolean openToNetwork, int socketMode) {
    /** Plain, loopback only, unix sockets for their owner alone. */
    public static final ListenOptions DEFAULT = new ListenOptions(Optional.empty(), false, 0600);

    /** {@return these options with TLS} */
    public ListenOptions withTls(TlsOptions options) {
        return new ListenOptions(Optional.of(options), openToNetwork, socketMode);
    }

    /** {@return these options with plain TCP allowed on every address} */
    public ListenOptions withOpenToNetwork() {
        return new ListenOptions(tls, true, socketMode);
    }

    /** {@return these options with other permissions of a unix socket's file} */
    public ListenOptions withSocketMode(int mode) {
        return new ListenOptions(tls, openToNetwork, mode);
    }
}
