package io.qmp.plugin.machine.guest;

import io.qmp.api.Experimental;
import io.qmp.api.wire.Connection;

/**
 * An agent that the guest has started and that reads its port, from one start of the guest to the next. Called on the
 * server's loop.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
@FunctionalInterface
public interface AgentProgram {
    /** {@return the client's end of a new connection to it, on the server's loop} */
    Connection connect();

    /** Ends it, with its connections. One that has nothing to end need not have this. */
    default void end() {}
}
