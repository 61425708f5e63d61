package io.qmp.mux.relay;

import io.qmp.api.error.CommandTimeoutException;
import io.qmp.api.error.ConnectionLostException;
import io.qmp.api.error.QmpException;
import io.qmp.api.message.Event;
import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import io.qmp.api.value.QmpObject;
import io.qmp.api.wire.EventLoop;
import io.qmp.client.CallOptions;
import io.qmp.client.EventListener;
import io.qmp.client.QgaClient;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;

/** The connection to a guest agent. Commands that come before it is there wait for it. On the loop. */
public final class AgentBackend implements Backend {
    /** How long an error of a command may take that says nothing when it succeeds; others wait meanwhile. */
    static final Duration SILENCE = Duration.ofSeconds(5);

    private static final Set<String> SILENT =
            Set.of("guest-shutdown", "guest-suspend-disk", "guest-suspend-ram", "guest-suspend-hybrid");

    private final EventLoop loop;
    private final CompletableFuture<QgaClient> client = new CompletableFuture<>();
    private final Runnable whenUp;
    private final Consumer<Optional<Throwable>> whenEnded;
    private boolean ended;

    /**
     * Makes a connection that is not begun.
     *
     * @param whenUp is called once, on the loop, when commands may be sent
     * @param whenEnded is called once, on the loop, when the agent has gone, with the cause unless this side has closed
     */
    AgentBackend(EventLoop loop, Runnable whenUp, Consumer<Optional<Throwable>> whenEnded) {
        this.loop = loop;
        this.whenUp = whenUp;
        this.whenEnded = whenEnded;
    }

    /** Begins to connect, with a listener for the end of the connection. */
    public void start(Function<EventListener, CompletableFuture<QgaClient>> connect) {
        connect.apply(new Listening())
                .whenComplete((made, failure) -> loop.execute(() -> {
                    if (failure != null) {
                        end(Optional.of(failure));
                    } else if (ended) {
                        made.close();
                    } else {
                        client.complete(made);
                        whenUp.run();
                    }
                }));
    }

    /** {@return whether an agent does not answer a command that succeeds} */
    static boolean isSilent(String command) {
        return SILENT.contains(command);
    }

    @Override
    public boolean isUp() {
        return !ended;
    }

    @Override
    public CompletableFuture<Reply> send(Request request, CallOptions options) {
        if (!isSilent(request.command())) {
            return client.thenCompose(agent -> agent.send(request, options));
        }
        return client.thenCompose(agent -> agent.send(request, options.withHardLimit(SILENCE)))
                .exceptionallyCompose(failure -> hasSucceeded(failure)
                        ? CompletableFuture.completedFuture(request.success(QmpObject.EMPTY))
                        : CompletableFuture.failedFuture(failure));
    }

    private static boolean hasSucceeded(Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return (failure instanceof CommandTimeoutException || cause instanceof CommandTimeoutException)
                && !(cause instanceof QmpException reason && reason.notSent());
    }

    /** Closes the connection. */
    void close() {
        ended = true;
        client.completeExceptionally(new ConnectionLostException("the multiplexer is closed"));
        client.thenAccept(QgaClient::close); // only if it has completed with a client before
    }

    private void end(Optional<Throwable> cause) {
        if (!ended) {
            ended = true;
            client.completeExceptionally(cause.orElseGet(() -> new ConnectionLostException("the agent has gone")));
            whenEnded.accept(cause);
        }
    }

    /** Receives the end of the connection from the client. */
    private final class Listening implements EventListener {
        @Override
        public void event(Event event) {}

        @Override
        public void ended(Optional<QmpException> cause) {
            end(cause.map(failure -> failure));
        }
    }
}
