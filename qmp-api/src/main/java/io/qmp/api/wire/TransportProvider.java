package io.qmp.api.wire;

import io.qmp.api.Experimental;

/**
 * Brings a {@link Transport} to programs that do not make one themselves. A {@code ServiceLoader} service.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public interface TransportProvider {
    /** {@return a new transport, which its caller closes} */
    Transport open();

    /**
     * {@return the provider that is installed}
     *
     * @throws IllegalStateException if there is none, or more than one
     */
    static TransportProvider installed() {
        return Seam.only(TransportProvider.class, "qmp-transport-vertx");
    }
}
