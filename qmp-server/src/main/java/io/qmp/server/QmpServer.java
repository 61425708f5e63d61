package io.qmp.server;

import io.qmp.api.Experimental;
import io.qmp.api.error.WrongStateException;
import io.qmp.api.local.LocalConnection;
import io.qmp.api.spi.ServerContext;
import io.qmp.api.spi.ShutdownCause;
import io.qmp.api.wire.ConnectOptions;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.EventLoop;
import io.qmp.api.wire.QmpAddress;
import io.qmp.api.wire.Transport;
import io.qmp.api.wire.WireFormat;
import io.qmp.server.composition.RunningServer;
import io.qmp.server.monitor.Monitor;
import io.qmp.server.session.SessionKind;
import java.lang.System.Logger.Level;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A QMP server.
 *
 * <pre>{@code
 * QmpServer server = QmpServer.builder().plugin(new GreetPlugin()).build();
 * server.listen(QmpAddress.parse("tcp:localhost:4444")).thenAccept(address -> ...);
 * }</pre>
 *
 * <p>It behaves as QEMU does; plugins supply commands and events. Methods may be called on any thread; everything else
 * happens on the server's event loop.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public final class QmpServer {
    private static final System.Logger LOG = System.getLogger(QmpServer.class.getName());
    private static final String LOCAL = "local";

    private final RunningServer server;
    private final ServerContext context;
    private final Optional<Transport> transport;
    private final AtomicInteger monitors = new AtomicInteger();
    private @Nullable Monitor local;

    QmpServer(RunningServer server, ServerContext context, Optional<Transport> transport) {
        this.server = server;
        this.context = context;
        this.transport = transport;
    }

    /** {@return a builder of a server} */
    public static QmpServerBuilder builder() {
        return new QmpServerBuilder();
    }

    /**
     * Serves clients at an address, one at a time.
     *
     * @param address where to listen
     * @return as {@link #listen(QmpAddress, MonitorOptions)}
     */
    public CompletableFuture<QmpAddress> listen(QmpAddress address) {
        return listen(address, MonitorOptions.DEFAULT);
    }

    /**
     * Serves clients at an address.
     *
     * @param address where to listen
     * @param options how to serve
     * @return completes with the address when clients can connect (with the real port if any free one was asked for),
     *     or when the first client is served if {@link MonitorOptions#waits}. Fails with {@link
     *     io.qmp.api.error.ConnectFailedException} if the address cannot be bound, with {@link WrongStateException} if
     *     the server has no transport, has ended, or ends before the first client that is waited for
     */
    public CompletableFuture<QmpAddress> listen(QmpAddress address, MonitorOptions options) {
        Monitor monitor = addMonitor(label(options), address + ",server=on", options);
        return withTransport()
                .thenCompose(t -> t.listen(
                        address, options.listen(), context.loop(), connection -> arrived(monitor, connection, options)))
                .whenComplete((listener, failure) -> forgetUnless(failure == null, monitor))
                .thenCompose(listener -> {
                    server.monitors().closeAtEnd(listener, monitor);
                    CompletableFuture<Void> ready = options.waits()
                            ? monitor.firstClient().toCompletableFuture()
                            : CompletableFuture.completedFuture(null);
                    return ready.thenApply(nothing -> listener.address());
                });
    }

    /**
     * Connects to a client that listens at an address, and serves it.
     *
     * @param address where the client listens
     * @param options how to serve
     * @param connect how to connect
     * @return completes when it is connected; fails as {@link #listen(QmpAddress, MonitorOptions)} does
     */
    public CompletableFuture<Void> dial(QmpAddress address, MonitorOptions options, ConnectOptions connect) {
        Monitor monitor = addMonitor(label(options), address.toString(), options);
        return withTransport()
                .thenCompose(t -> t.connect(address, connect, context.loop()))
                .whenComplete((connection, failure) -> forgetUnless(failure == null, monitor))
                .thenAccept(connection -> arrived(monitor, connection, options));
    }

    /**
     * Serves the client at the other end of a connection.
     *
     * @param connection a connection on {@link #loop}; the server closes it
     * @param options how to serve
     * @throws WrongStateException if the server has ended
     */
    public void serve(Connection connection, MonitorOptions options) {
        Monitor monitor = addMonitor(label(options), connection.peer(), options);
        arrive(() -> arrived(monitor, connection, options));
    }

    /**
     * {@return the client's end of a new connection to this server within the process, on {@link #loop}}
     *
     * @throws WrongStateException if the server has ended
     */
    public LocalConnection openLocal() {
        LocalConnection.Ends ends = LocalConnection.open(context.loop(), "local client", "local server");
        arrive(() -> localMonitor().arrived(ends.second()));
        return ends.first();
    }

    /** {@return the loop on which commands are executed} */
    public EventLoop loop() {
        return context.loop();
    }

    /** {@return the server as its plugins see it, to emit events and to get the schema} */
    public ServerContext context() {
        return context;
    }

    /** {@return the number of sessions} */
    public int sessions() {
        return server.sessions().size();
    }

    /**
     * Closes the server in order: {@link #shutdown} with {@link ShutdownCause#HOST_SIGNAL}.
     *
     * @return as {@link #closed}
     */
    public CompletableFuture<ShutdownCause> close() {
        return shutdown(ShutdownCause.HOST_SIGNAL);
    }

    /**
     * Closes the server in order, for a cause that plugins and clients see: see {@link ServerContext#shutdown}. Calls
     * after the first have no effect.
     *
     * @param cause why
     * @return as {@link #closed}
     */
    public CompletableFuture<ShutdownCause> shutdown(ShutdownCause cause) {
        server.shutdown().request(cause);
        return closed();
    }

    /**
     * {@return completes with the cause when the server is closed, by {@link #close}, {@link #shutdown} or a command:
     * all sessions and plugins are closed, and the transport unless it was handed over. Never fails} It completes at
     * the latest half a second after the {@link ServerOptions#shutdownGrace grace}, which begins when the shutdown
     * is requested. If a plugin blocks the loop until then, its call is named in the log, and what has not been
     * closed stays open. It may complete on a thread other than the loop.
     */
    public CompletableFuture<ShutdownCause> closed() {
        return server.shutdown().closed().copy();
    }

    private void forgetUnless(boolean open, Monitor monitor) {
        if (!open) {
            server.monitors().remove(monitor);
        }
    }

    private CompletableFuture<Transport> withTransport() {
        if (server.shutdown().isRequested()) {
            return CompletableFuture.failedFuture(hasEnded());
        }
        return transport
                .map(CompletableFuture::completedFuture)
                .orElseGet(() -> CompletableFuture.failedFuture(
                        new WrongStateException("this server was built with a loop of its own and without a transport:"
                                + " use openLocal() or serve()")));
    }

    private static void arrived(Monitor monitor, Connection connection, MonitorOptions options) {
        Connection wrapped;
        try {
            wrapped = Objects.requireNonNull(options.wrapper().apply(connection), "the wrapper returned null");
        } catch (Throwable e) { // the wrapper is a user's
            LOG.log(
                    Level.WARNING,
                    "the connection of " + connection.peer() + " is given up: its wrapper has failed",
                    e);
            connection.abort();
            return;
        }
        monitor.arrived(wrapped);
    }

    /** Hands over a new client on the loop. */
    private void arrive(Runnable arrival) {
        try {
            context.loop().execute(arrival);
        } catch (RejectedExecutionException e) {
            throw hasEnded();
        }
    }

    private static WrongStateException hasEnded() {
        return new WrongStateException("the server has ended");
    }

    private Monitor addMonitor(String label, String address, MonitorOptions options) {
        WireFormat format = options.pretty() ? WireFormat.PRETTY_SERVER : WireFormat.SERVER;
        SessionKind kind = new SessionKind(label, format, options.order() == InBandOrder.SESSION);
        return server.monitors().add(kind, address, options.clients(), options.backlog());
    }

    private String label(MonitorOptions options) {
        return options.label().orElseGet(() -> "compat_monitor" + monitors.getAndIncrement());
    }

    /** The monitor of all clients within the process; made on the loop for the first of them. */
    private Monitor localMonitor() {
        Monitor monitor = local;
        if (monitor == null) {
            monitor = addMonitor(LOCAL, LOCAL, MonitorOptions.DEFAULT.withClients(Integer.MAX_VALUE));
            local = monitor;
        }
        return monitor;
    }
}
