package io.qmp.server.composition;

import io.qmp.api.wire.Transport;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** The threads of blocking handlers, and the transport, which is the server's own unless it was handed over. */
public final class ServerResources {
    private final Optional<Transport> transport;
    private final boolean ownsTransport;
    private final @Nullable ClassLoader loader = Thread.currentThread().getContextClassLoader();
    private final ExecutorService workers = Executors.newCachedThreadPool(this::worker);

    /**
     * Makes the resources.
     *
     * @param transport the server's transport
     * @param ownsTransport whether it is closed with the server
     */
    public ServerResources(Optional<Transport> transport, boolean ownsTransport) {
        this.transport = transport;
        this.ownsTransport = ownsTransport;
    }

    /** Has the program's loader: that of the plugin whose command makes the thread would be kept with it. */
    private Thread worker(Runnable task) {
        Thread thread = new Thread(task, "qmp-worker");
        thread.setDaemon(true);
        thread.setContextClassLoader(loader);
        return thread;
    }

    /** {@return the server's transport; empty if it has none} */
    Optional<Transport> transport() {
        return transport;
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
        return transport
                .filter(used -> ownsTransport)
                .map(Transport::close)
                .orElseGet(() -> CompletableFuture.completedStage(null));
    }
}
