package io.qmp.server.transport;

import io.qmp.api.error.WrongStateException;
import io.qmp.api.wire.ConnectOptions;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.EventLoop;
import io.qmp.api.wire.ListenOptions;
import io.qmp.api.wire.Listener;
import io.qmp.api.wire.QmpAddress;
import io.qmp.api.wire.Transport;
import io.qmp.server.guard.Each;
import io.qmp.server.guard.LoopTasks;
import io.qmp.server.guard.PluginCode;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Connects and listens for plugins, on the server's loop, and closes at the end what plugins have left open. What
 * is not said to be called on any thread is called on the loop.
 */
public final class LentTransport {
    private final Optional<Transport> transport;
    private final EventLoop loop;
    private final Set<LentConnection> connections = new LinkedHashSet<>();
    private final Set<Listener> listeners = new LinkedHashSet<>();
    private final Set<CompletableFuture<?>> awaited = ConcurrentHashMap.newKeySet(); // plugins cancel on any thread
    private boolean closed;

    /**
     * Makes the transport of a server.
     *
     * @param transport empty if the server has none
     */
    public LentTransport(Optional<Transport> transport, EventLoop loop) {
        this.transport = transport;
        this.loop = loop;
    }

    /** Connects, as {@link io.qmp.api.spi.ServerContext#connect} says. On any thread. */
    public CompletionStage<Connection> connect(QmpAddress address, ConnectOptions options, PluginCode plugin) {
        return result(used -> used.connect(address, options, loop), (connection, result) -> {
            Connection lent = lend(connection, plugin);
            if (closed || !complete(result, lent, plugin)) {
                lent.abort();
            }
        });
    }

    /** Listens, as {@link io.qmp.api.spi.ServerContext#listen} says. On any thread. */
    public CompletionStage<Listener> listen(
            QmpAddress address, ListenOptions options, Consumer<Connection> acceptor, PluginCode plugin) {
        return result(
                used -> used.listen(address, options, loop, connection -> accept(connection, acceptor, plugin)),
                (listener, result) -> {
                    LentListener lent = new LentListener(listener);
                    listeners.add(lent);
                    if (closed || !complete(result, lent, plugin)) {
                        lent.close();
                    }
                });
    }

    private <T> CompletionStage<T> result(
            Function<Transport, CompletionStage<T>> call, BiConsumer<T, CompletableFuture<T>> made) {
        CompletableFuture<T> result = new CompletableFuture<>();
        try {
            loop.execute(() -> begin(call, made, result));
        } catch (RejectedExecutionException e) {
            result.completeExceptionally(hasEnded());
        }
        return result;
    }

    private <T> void begin(
            Function<Transport, CompletionStage<T>> call,
            BiConsumer<T, CompletableFuture<T>> made,
            CompletableFuture<T> result) {
        if (closed) {
            result.completeExceptionally(hasEnded());
        } else if (transport.isEmpty()) {
            result.completeExceptionally(
                    new WrongStateException("this server was built with a loop of its own and without a transport"));
        } else {
            try {
                CompletionStage<T> attempt = call.apply(transport.get());
                waitFor(attempt, result);
                attempt.whenComplete((success, failure) -> {
                    if (failure == null) {
                        made.accept(success, result);
                    } else {
                        result.completeExceptionally(closed ? hasEnded() : failure);
                    }
                    result.completeExceptionally(hasEnded()); // has no effect if it is complete
                });
            } catch (Throwable failure) { // of a foreign transport
                result.completeExceptionally(failure);
            }
        }
    }

    /** Until one of both is complete; an attempt that nobody waits for any more is given up. */
    private <T> void waitFor(CompletionStage<T> attempt, CompletableFuture<T> result) {
        awaited.add(result);
        result.whenComplete((success, failure) -> {
            awaited.remove(result);
            if (failure != null) {
                attempt.toCompletableFuture().cancel(false);
            }
        });
    }

    private static <T> boolean complete(CompletableFuture<T> result, T success, PluginCode plugin) {
        return plugin.get("what follows a connection", () -> result.complete(success));
    }

    private void accept(Connection connection, Consumer<Connection> acceptor, PluginCode plugin) {
        LentConnection lent = lend(connection, plugin);
        if (closed) {
            lent.abort();
            return;
        }
        try {
            plugin.call("a listener's acceptor", () -> acceptor.accept(lent));
        } catch (Throwable failure) {
            plugin.failed("a listener's acceptor", failure);
            lent.abort();
        }
    }

    private LentConnection lend(Connection connection, PluginCode plugin) {
        LentConnection lent = new LentConnection(connection, plugin, connections::remove);
        connections.add(lent);
        return lent;
    }

    private static WrongStateException hasEnded() {
        return new WrongStateException("the server has ended");
    }

    /** Closes all listeners and aborts all connections, also those to come; what plugins wait for fails. */
    public void close() {
        closed = true;
        List<CompletableFuture<?>> allAwaited = new ArrayList<>(awaited);
        allAwaited.forEach(result -> result.completeExceptionally(hasEnded()));
        List<Listener> allListeners = new ArrayList<>(listeners);
        List<LentConnection> allConnections = new ArrayList<>(connections);
        Each.of(allListeners, Listener::close);
        Each.of(allConnections, LentConnection::abort);
    }

    /** A listener that is forgotten when it is closed. */
    private final class LentListener implements Listener {
        private final Listener listener;

        LentListener(Listener listener) {
            this.listener = listener;
        }

        @Override
        public QmpAddress address() {
            return listener.address();
        }

        @Override
        public Optional<InetSocketAddress> localAddress() {
            return listener.localAddress();
        }

        @Override
        public CompletionStage<Void> close() {
            LoopTasks.run(loop, () -> listeners.remove(this));
            return listener.close();
        }
    }
}
