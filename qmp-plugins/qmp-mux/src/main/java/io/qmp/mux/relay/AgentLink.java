package io.qmp.mux.relay;

import io.qmp.api.error.CommandTimeoutException;
import io.qmp.api.error.QmpException;
import io.qmp.api.message.AgentNames;
import io.qmp.api.message.Event;
import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import io.qmp.api.value.QmpObject;
import io.qmp.api.wire.EventLoop;
import io.qmp.client.CallOptions;
import io.qmp.client.QgaClient;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** The connection to a guest agent. Commands that come before it is there wait for it. On the loop. */
public final class AgentLink extends Link<QgaClient> implements Peer {
    /** How long an error of a command may take that says nothing when it succeeds; others wait meanwhile. */
    static final Duration SILENCE = Duration.ofSeconds(5);

    private final Runnable whenUp;
    private final Consumer<Optional<Throwable>> whenEnded;

    /**
     * Makes a connection that is not begun.
     *
     * @param whenUp is called once, on the loop, when commands may be sent
     * @param whenEnded is called once, on the loop, when the agent has gone, with the cause unless this side has closed
     */
    AgentLink(EventLoop loop, Runnable whenUp, Consumer<Optional<Throwable>> whenEnded) {
        super(loop);
        this.whenUp = whenUp;
        this.whenEnded = whenEnded;
    }

    /** {@return whether an agent does not answer a command that succeeds} */
    static boolean isSilent(String command) {
        return AgentNames.isSilent(command);
    }

    @Override
    public boolean isUp() {
        return !hasEnded();
    }

    @Override
    public CompletableFuture<Reply> send(Request request, CallOptions options) {
        if (!isSilent(request.command())) {
            return client().thenCompose(agent -> agent.send(request, options));
        }
        return client().thenCompose(agent -> agent.send(request, options.withHardLimit(SILENCE)))
                .exceptionallyCompose(failure -> hasSucceeded(failure)
                        ? CompletableFuture.completedFuture(request.success(QmpObject.EMPTY))
                        : CompletableFuture.failedFuture(failure));
    }

    private static boolean hasSucceeded(Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return (failure instanceof CommandTimeoutException || cause instanceof CommandTimeoutException)
                && !(cause instanceof QmpException reason && reason.notSent());
    }

    @Override
    void connected(QgaClient made) {
        whenUp.run();
    }

    @Override
    void event(Event event) {}

    @Override
    void lost() {}

    @Override
    void ended(Optional<Throwable> cause) {
        whenEnded.accept(cause);
    }

    @Override
    CompletableFuture<Void> close(QgaClient made) {
        return made.close();
    }
}
