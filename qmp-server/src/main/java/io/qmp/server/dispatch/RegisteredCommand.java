package io.qmp.server.dispatch;

import java.util.Set;

/**
 * A command, with what executes it.
 *
 * @param <R> what its handler returns
 */
public interface RegisteredCommand<R> extends Responder<R> {
    /** {@return its name on the wire} */
    String name();

    /** {@return its features, such as {@code deprecated}} */
    Set<String> features();

    /** {@return whether it may be executed out of band} */
    boolean allowsOutOfBand();
}
