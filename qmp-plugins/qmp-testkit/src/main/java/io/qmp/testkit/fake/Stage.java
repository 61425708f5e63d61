package io.qmp.testkit.fake;

import io.qmp.api.message.Reply;
import io.qmp.api.spi.Replies;
import io.qmp.api.spi.ServerContext;
import io.qmp.api.spi.ShutdownCause;
import java.util.concurrent.CompletionStage;

/** Effects of answers besides the reply. */
final class Stage {
    private final ServerContext server;

    Stage(ServerContext server) {
        this.server = server;
    }

    void emit(Happening happening) {
        server.emit(happening.at(server.clock().instant()));
    }

    void quit() {
        server.shutdown(ShutdownCause.HOST_QMP_QUIT);
    }

    /** {@return a reply behind which a task is run} */
    CompletionStage<Reply> behind(CompletionStage<Reply> reply, Runnable task) {
        return Replies.followedBy(server.loop(), reply, task);
    }
}
