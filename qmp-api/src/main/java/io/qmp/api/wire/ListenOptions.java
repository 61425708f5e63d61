package io.qmp.api.wire;

import io.qmp.api.Experimental;
import java.util.Optional;

/**
 * Options of listening.
 *
 * @param tls encrypts TCP connections; empty for plain ones
 * @param openToNetwork whether plain TCP may be offered on an address that is not loopback. A client of a QMP
 *     server controls the machine behind it
 * @param socketMode the permissions of a unix socket's file, such as {@code 0600}
 * @param descriptors whether file descriptors of clients are accepted, on unix sockets; a transport that cannot do
 *     so logs that. If not, the operating system closes them
 * @since 0.1
 */
@Experimental(since = "0.1")
public record ListenOptions(Optional<TlsOptions> tls, boolean openToNetwork, int socketMode, boolean descriptors) {
    /** Plain, loopback only, unix sockets for their owner alone, no descriptors. */
    public static final ListenOptions DEFAULT = new ListenOptions(Optional.empty(), false, 0600, false);

    /** {@return these options with TLS} */
    public ListenOptions withTls(TlsOptions options) {
        return new ListenOptions(Optional.of(options), openToNetwork, socketMode, descriptors);
    }

    /** {@return these options with plain TCP allowed on every address} */
    public ListenOptions withOpenToNetwork() {
        return new ListenOptions(tls, true, socketMode, descriptors);
    }

    /** {@return these options with other permissions of a unix socket's file} */
    public ListenOptions withSocketMode(int mode) {
        return new ListenOptions(tls, openToNetwork, mode, descriptors);
    }

    /** {@return these options with descriptors taken} */
    public ListenOptions withDescriptors() {
        return new ListenOptions(tls, openToNetwork, socketMode, true);
    }
}
