package io.qmp.app.exec;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.message.AgentNames;
import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.client.CallOptions;
import io.qmp.client.QgaClient;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Executes commands of a guest agent, also such that are not answered when they succeed. */
public final class AgentCommands {
    /** How long the error of such a command may take to come. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private AgentCommands() {}

    /**
     * {@return completes with what a command returned; for one that is not answered with an empty object, if no error
     * has come within the limit of the call, or five seconds}
     */
    public static CompletableFuture<QmpValue> execute(
            QgaClient client, String command, QmpObject arguments, CallOptions call) {
        return AgentNames.isSilent(command)
                ? client.executeSilent(command, arguments, call.hardLimit().orElse(PATIENCE))
                        .thenApply(nothing -> QmpObject.EMPTY)
                : client.execute(command, arguments, call);
    }

    /** {@return completes with the reply to a request, with the id of that} */
    public static CompletableFuture<Reply> send(QgaClient client, Request request, CallOptions call) {
        if (!AgentNames.isSilent(request.command())) {
            return client.send(request, call);
        }
        return execute(client, request.command(), request.arguments(), call)
                .thenApply(request::success)
                .exceptionallyCompose(failure -> failure.getCause() instanceof CommandFailedException answer
                        ? CompletableFuture.completedFuture(request.failure(answer.error()))
                        : CompletableFuture.failedFuture(failure));
    }
}
