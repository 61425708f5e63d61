package io.qmp.mux.relay;

import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import io.qmp.client.CallOptions;
import java.util.concurrent.CompletableFuture;

/** Where commands are executed. On the loop. */
interface Backend {
    /** {@return whether commands may be sent} */
    boolean isUp();

    /**
     * {@return completes on the loop with the reply; fails with a {@link io.qmp.api.error.QmpException} if there is
     * none}
     */
    CompletableFuture<Reply> send(Request request, CallOptions options);
}
