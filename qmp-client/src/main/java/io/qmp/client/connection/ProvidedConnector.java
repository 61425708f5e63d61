package io.qmp.client.connection;

import io.qmp.api.error.WrongStateException;
import io.qmp.api.wire.Connection;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Hands out a connection that the user has made. It cannot be made again. */
public final class ProvidedConnector implements Connector {
    private @Nullable Connection connection;

    /** Makes a connector of this connection. */
    public ProvidedConnector(Connection connection) {
        this.connection = connection;
    }

    @Override
    public CompletionStage<Connection> connect() {
        Connection first = connection;
        connection = null;
        return CompletableFuture.completedFuture(Objects.requireNonNull(first));
    }

    @Override
    public CompletionStage<Connection> connectAgain(Duration left) {
        return CompletableFuture.failedFuture(
                new WrongStateException("a connection that was handed over cannot be made again"));
    }

    @Override
    public CompletionStage<Void> close() {
        return CompletableFuture.completedFuture(null);
    }
}
