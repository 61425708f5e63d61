package io.qmp.client;

import io.qmp.api.error.ConnectFailedException;
import io.qmp.api.error.ConnectFailedException.Reason;
import io.qmp.api.error.WrongStateException;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.EventLoop;
import io.qmp.api.wire.ListenOptions;
import io.qmp.api.wire.Listener;
import io.qmp.api.wire.QmpAddress;
import io.qmp.api.wire.Transport;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Waits at an address for the server to connect, as QEMU does when its monitor's socket is not told to be a server. */
final class Acceptor implements Connector {
    private final Transport transport;
    private final EventLoop loop;
    private final QmpAddress address;
    private final ListenOptions options;
    private final Duration limit;
    private @Nullable CompletionStage<Listener> listening;
    private @Nullable CompletableFuture<Connection> expected;

    /**
     * @param limit how long to wait for the server
     */
    Acceptor(Transport transport, EventLoop loop, QmpAddress address, ListenOptions options, Duration limit) {
        this.transport = transport;
        this.loop = loop;
        this.address = address;
        this.options = options;
        this.limit = limit;
    }

    @Override
    public CompletionStage<Connection> connect() {
        CompletableFuture<Connection> connected = new CompletableFuture<>();
        expected = connected;
        EventLoop.Timer timer = loop.schedule(
                limit,
                () -> connected.completeExceptionally(new ConnectFailedException(
                        Reason.TIMED_OUT,
                        "nobody connected to " + address + " within " + limit.toMillis() + " ms",
                        null)));
        if (listening == null) {
            listening = transport.listen(address, options, loop, this::accepted);
        }
        listening.whenComplete((listener, failure) -> {
            if (failure != null) {
                connected.completeExceptionally(Failures.unwrap(failure));
            }
        });
        return connected.whenComplete((connection, failure) -> timer.cancel());
    }

    /** One server at a time is listened to. */
    private void accepted(Connection connection) {
        if (expected == null || !expected.complete(connection)) {
            connection.abort();
        }
    }

    @Override
    public CompletionStage<Void> close() {
        if (expected != null) {
            expected.completeExceptionally(new WrongStateException("the client was closed"));
        }
        return listening == null
                ? CompletableFuture.completedFuture(null)
                : listening.thenCompose(Listener::close).exceptionally(failure -> null);
    }
}
