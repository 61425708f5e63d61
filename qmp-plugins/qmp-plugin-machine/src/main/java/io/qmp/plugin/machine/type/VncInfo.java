package io.qmp.plugin.machine.type;

import io.qmp.api.Experimental;
import io.qmp.api.type.WireName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The VNC server.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public record VncInfo(
        boolean enabled,
        @Nullable String host,
        @Nullable Family family,
        @Nullable String service,
        @Nullable String auth,
        @Nullable List<Client> clients) {
    /** {@return that there is none} */
    public static VncInfo disabled() {
        return new VncInfo(false, null, null, null, null, null);
    }

    /** The families of network addresses. */
    public enum Family {
        IPV4,
        IPV6,
        UNIX,
        VSOCK,
        UNKNOWN
    }

    /** A client of the VNC server. */
    public record Client(
            String host,
            String service,
            Family family,
            boolean websocket,
            @WireName("x509_dname") @Nullable String x509Dname,
            @WireName("sasl_username") @Nullable String saslUsername) {}
}
