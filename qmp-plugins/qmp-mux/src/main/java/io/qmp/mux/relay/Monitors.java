package io.qmp.mux.relay;

import io.qmp.api.message.Event;
import io.qmp.api.message.Greeting;
import java.util.concurrent.CompletableFuture;

/** Gives clients a monitor of QEMU: one for all, or one for each. On the loop. */
interface Monitors {
    /** {@return completes with the greeting of the client's monitor when that executes commands} Sets its route. */
    CompletableFuture<Greeting> open(RelayClient client);

    /** An event has come over the connection of the multiplexer. */
    void event(Event event);

    /** The connection of the multiplexer is there again after a loss. */
    void up();

    /** The connection of the multiplexer is lost. */
    void down();

    /** {@return completes when no connection for a client is left, after QEMU or all clients have gone} */
    CompletableFuture<Void> closed();

    /** Closes what is still there of the clients, whose commands have no replies any more. */
    default void end() {}
}
