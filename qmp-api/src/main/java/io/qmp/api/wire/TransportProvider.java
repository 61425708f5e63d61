package io.qmp.api.wire;

import io.qmp.api.Experimental;
import java.util.Optional;
import java.util.Set;

/**
 * Brings a {@link Transport} to programs that do not make one themselves. A {@code ServiceLoader} service; several
 * may be installed, and {@link Transports} chooses. Its methods may be called on any thread.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public interface TransportProvider {
    /** {@return what programs name it by to choose it, such as {@code vertx}} */
    String name();

    /** {@return the schemes of the addresses that it serves; always the same} */
    Set<String> schemes();

    /**
     * {@return why its transports cannot be used in this process, and what to do about it; empty if they can} Loads as
     * little as possible.
     */
    default Optional<String> unavailable() {
        return Optional.empty();
    }

    /**
     * {@return how far it comes before others that serve the same scheme} The highest is chosen, by name among equals.
     * The project's own have from 1 to 100.
     */
    default int priority() {
        return 0;
    }

    /** {@return a new transport, which its caller closes} Called only if it is not {@link #unavailable}. */
    Transport open();
}
