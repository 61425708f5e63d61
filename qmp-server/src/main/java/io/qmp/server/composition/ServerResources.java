package io.qmp.server.composition;

import io.qmp.api.wire.Transport;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * What a server has opened for itself: the threads of blocking handlers, and its transport if none was handed over.
 */
public final class ServerResources {
    private final Optional<Transport> transport;
    private final ExecutorService workers = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "qmp-worker");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * Makes the resources.
     *
     * @param transport the server's own transport, which is closed with it
     */
    public ServerResources(Optional<Transport> transport) {
        this.transport = transport;
    }

    /** {@return runs handlers that may block, on daemon threads} */
    Executor workers() {
        return workers;
    }

    /**
     * Releases everything. May be called on any thread and more than once.
     *
     * @return completes when the transport is closed
     */
    public CompletionStage<Void> release() {
        workers.shutdown();
        return transport.map(Transport::close).orElseGet(() -> CompletableFuture.completedStage(null));
    }
}
