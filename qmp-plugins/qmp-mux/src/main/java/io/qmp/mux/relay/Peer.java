package io.qmp.mux.relay;

import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import io.qmp.client.CallOptions;
import java.util.concurrent.CompletableFuture;

/** What executes commands: a monitor of QEMU, or a guest agent. On the loop. */
interface Peer {
    /** {@return whether commands may be sent} */
    boolean isUp();

    /**
     * {@return completes on the loop with the reply; fails with a {@link io.qmp.api.error.QmpException} if there is
     * none}
     */
    CompletableFuture<Reply> send(Request request, CallOptions options);

    /** A client that used it has gone, and nothing of it is left here. */
    default void left() {}
}
