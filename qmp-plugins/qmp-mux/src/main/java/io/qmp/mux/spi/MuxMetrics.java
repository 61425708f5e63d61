package io.qmp.mux.spi;

import io.qmp.api.Experimental;
import io.qmp.api.command.SessionInfo;

/**
 * Receives what a multiplexer does with its clients and their commands. What it does as a server, such as the numbers
 * of sessions and events, {@link io.qmp.api.spi.ServerMetrics} receives.
 *
 * <p>Called on the multiplexer's event loop; must be quick. What it throws is logged.
 *
 * <pre>{@code
 * Mux.builder(address).metrics(serverMetrics).muxMetrics(muxMetrics)
 * }</pre>
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public interface MuxMetrics {
    /** Receives nothing. */
    MuxMetrics NONE = new MuxMetrics() {};

    /**
     * The multiplexer is being started. Called before all other methods, on the thread that starts it.
     *
     * @param gauges its state, for as long as it exists
     */
    default void attached(MuxGauges gauges) {}

    /** A client has connected and has a role. */
    default void clientJoined(MuxClient client) {}

    /** A client that had joined is not connected any more. */
    default void clientLeft(MuxClient client) {}

    /** A client was disconnected because it has no role. */
    default void clientRefused(SessionInfo session) {}

    /**
     * A command of a client has ended that is the peer's, also one that was refused. Called once for each; commands of
     * the multiplexer itself, and lists of commands that it has kept, are not among them.
     */
    default void commandEnded(MuxClient client, MuxCommandEnd end) {}

    /** An event was not sent to a client, which leaves too much unread. */
    default void eventLost(MuxClient client, String event) {}

    /** The connection to the peer has another state. */
    default void upstreamChanged(UpstreamState now) {}
}
