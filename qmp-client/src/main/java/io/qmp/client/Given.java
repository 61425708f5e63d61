package io.qmp.client;

import io.qmp.api.error.WrongStateException;
import io.qmp.api.wire.Connection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A connection that somebody else has made: there is no other. */
final class Given implements Connector {
    private @Nullable Connection connection;

    Given(Connection connection) {
        this.connection = connection;
    }

    @Override
    public CompletionStage<Connection> connect() {
        Connection first = connection;
        connection = null;
        return first != null
                ? CompletableFuture.completedFuture(first)
                : CompletableFuture.failedFuture(
                        new WrongStateException("a connection that was handed over cannot be made again"));
    }

    @Override
    public CompletionStage<Void> close() {
        return CompletableFuture.completedFuture(null);
    }
}
