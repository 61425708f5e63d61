package io.qmp.testkit.fake;

import io.qmp.api.message.Reply;
import io.qmp.api.spi.Replies;
import io.qmp.api.spi.ServerContext;
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

    /** {@return a reply behind which a task is run} */
    CompletionStage<Reply> behind(CompletionStage<Reply> reply, Runnable task) {
        return Replies.followedBy(server.loop(), reply, task);
    }
}
