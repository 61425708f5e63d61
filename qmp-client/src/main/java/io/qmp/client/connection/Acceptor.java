package io.qmp.client.connection;

import io.qmp.api.error.ConnectFailedException;
import io.qmp.api.error.ConnectFailedException.Reason;
import io.qmp.api.error.WrongStateException;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.EventLoop;
import io.qmp.api.wire.ListenOptions;
import io.qmp.api.wire.Listener;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Waits at an address for the server to connect, as QEMU does when its monitor's socket is not told to be a server.
 * Listens only while it waits, and takes one connection.
 */
public final class Acceptor implements Connector {
    private final Target target;
    private final ListenOptions options;
    private final Duration limit;
    private CompletableFuture<Connection> expected = new CompletableFuture<>();
    private CompletionStage<Void> released = CompletableFuture.completedFuture(null);

    /**
     * Makes a connector that has done nothing yet.
     *
     * @param limit how long to wait for the first connection of the server
     */
    public Acceptor(Target target, ListenOptions options, Duration limit) {
        this.target = target;
        this.options = options;
        this.limit = limit;
    }

    @Override
    public CompletionStage<Connection> connect() {
        return accept(limit);
    }

    @Override
    public CompletionStage<Connection> connectAgain(Duration left) {
        return accept(left);
    }

    private CompletionStage<Connection> accept(Duration waiting) {
        CompletableFuture<Connection> connected = new CompletableFuture<>();
        expected = connected;
        CompletionStage<Listener> listening = target.listen(options, connection -> {
            if (!connected.complete(connection)) {
                connection.abort();
            }
        });
        listening.exceptionally(failure -> {
            connected.completeExceptionally(Failures.unwrap(failure));
            return null;
        });
        EventLoop.Timer timer =
                target.loop().schedule(waiting, () -> connected.completeExceptionally(overdue(waiting)));
        connected.whenComplete((connection, failure) -> {
            timer.cancel();
            released = listening.thenCompose(Listener::close).exceptionally(notListening -> null);
        });
        return connected;
    }

    private ConnectFailedException overdue(Duration waited) {
        return new ConnectFailedException(
                Reason.TIMED_OUT,
                "nobody connected to " + target.address() + " within " + waited.toMillis() + " ms: start the server",
                null);
    }

    @Override
    public CompletionStage<Void> close() {
        expected.completeExceptionally(new WrongStateException("the client was closed"));
        return released;
    }
}
