package io.qmp.server.dispatch;

import io.qmp.api.command.CommandContext;
import io.qmp.api.command.RequestHandler;
import io.qmp.api.error.QmpError;
import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** The stage behind an interceptor: the next one, or the command. One instance for all requests. */
final class Next implements RequestHandler {
    private static final QmpError ENDED = QmpError.generic("The server has ended");

    private final Dispatcher dispatcher;
    private final @Nullable Interceptor following;

    /**
     * Makes it.
     *
     * @param following the following interceptor; {@code null} if the command follows
     */
    Next(Dispatcher dispatcher, @Nullable Interceptor following) {
        this.dispatcher = dispatcher;
        this.following = following;
    }

    @Override
    public CompletionStage<Reply> handle(Request request, CommandContext context) {
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(context, "context");
        Answer answer = new Answer();
        if (dispatcher.loop().inLoop()) {
            execute(request, context, answer);
        } else {
            try {
                dispatcher.loop().execute(() -> execute(request, context, answer));
            } catch (RejectedExecutionException serverHasEnded) {
                answer.complete(request.failure(ENDED));
            }
        }
        return answer;
    }

    private void execute(Request request, CommandContext context, Answer answer) {
        Reply reply = dispatcher.isClosed()
                ? request.failure(ENDED)
                : dispatcher.proceed(following, request, context, answer);
        if (reply != null) {
            answer.complete(reply);
        }
    }

    /** The reply of what follows, which is one object also if that replies late. */
    static final class Answer extends CompletableFuture<Reply> implements LateReply {
        @Override
        public void reply(Request request, Reply reply) {
            complete(reply);
        }
    }
}
