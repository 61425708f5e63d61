package io.qmp.api.spi;

import io.qmp.api.Experimental;
import io.qmp.api.message.Reply;
import io.qmp.api.wire.EventLoop;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Replies of {@link io.qmp.api.command.RequestHandler}s.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public final class Replies {
    private Replies() {}

    /**
     * {@return a reply behind which something happens, such as an event that follows the reply}
     *
     * @param loop the loop of the server, as {@link ServerContext#loop} has it
     * @param reply the reply; completes on any thread
     * @param task run on the loop after the reply has been written, or dropped because it failed
     */
    public static CompletionStage<Reply> followedBy(EventLoop loop, CompletionStage<Reply> reply, Runnable task) {
        CompletableFuture<Reply> onLoop = new CompletableFuture<>();
        reply.whenComplete((made, failure) -> loop.execute(() -> {
            // What the server does with the reply is done within this call.
            if (failure == null) {
                onLoop.complete(made);
            } else {
                onLoop.completeExceptionally(failure);
            }
            loop.execute(task);
        }));
        return onLoop;
    }
}
