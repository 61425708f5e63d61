package io.qmp.testkit.fake;

import io.qmp.api.message.Reply;
import io.qmp.api.spi.ServerContext;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What answers do besides replying. */
final class Stage {
    private final ServerContext server;
    private final Runnable end;

    /**
     * Makes the stage of one server.
     *
     * @param server sends the events
     * @param end ends the fake
     */
    Stage(ServerContext server, Runnable end) {
        this.server = server;
        this.end = end;
    }

    void emit(Happening happening) {
        server.emit(happening.at(server.clock().instant()));
    }

    void quit() {
        end.run();
    }

    /** {@return the stage of a reply, behind which a task is run: after the reply has been written} */
    CompletionStage<Reply> behind(CompletionStage<Reply> reply, Runnable task) {
        CompletableFuture<Reply> onLoop = new CompletableFuture<>();
        reply.whenComplete((made, failure) -> server.loop().execute(() -> {
            // What the server does with the reply is done within this call.
            if (failure == null) {
                onLoop.complete(made);
            } else {
                onLoop.completeExceptionally(failure);
            }
            server.loop().execute(task);
        }));
        return onLoop;
    }
}
