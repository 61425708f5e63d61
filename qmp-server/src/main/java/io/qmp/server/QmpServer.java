package io.qmp.server;

import io.qmp.api.Experimental;
import io.qmp.api.error.WrongStateException;
import io.qmp.api.local.LocalConnection;
import io.qmp.api.spi.CharacterDevices;
import io.qmp.api.spi.ServerContext;
import io.qmp.api.spi.ShutdownCause;
import io.qmp.api.wire.ConnectOptions;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.EventLoop;
import io.qmp.api.wire.QmpAddress;
import io.qmp.api.wire.Transport;
import io.qmp.api.wire.Transports;
import io.qmp.server.composition.RunningServer;
import io.qmp.server.monitor.Device;
import io.qmp.server.monitor.Dialer;
import io.qmp.server.monitor.MonitorAddress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;

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
    private final RunningServer server;
    private final ServerContext context;
    private final Optional<Transport> transport;
    private final ServedMonitors monitors;

    QmpServer(RunningServer server, ServerContext context, Optional<Transport> transport) {
        this.server = server;
        this.context = context;
        this.transport = transport;
        this.monitors = new ServedMonitors(server.devices());
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
        Device device =
                monitors.add(MonitorAddress.listening(address, options.stream().protocol()), options);
        return withTransport()
                .thenCompose(t -> t.listen(
                        address,
                        options.listen(),
                        context.loop(),
                        connection -> monitors.arrived(device, connection, options)))
                .whenComplete((listener, failure) -> monitors.forgetUnless(failure == null, device))
                .thenCompose(listener -> {
                    device.listensBy(listener);
                    CompletableFuture<Void> ready = options.waits()
                            ? device.firstClient().toCompletableFuture()
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
        Device device =
                monitors.add(MonitorAddress.dialling(address, options.stream().protocol()), options);
        return withTransport()
                .thenCompose(t -> t.connect(address, connect, context.loop()))
                .whenComplete((connection, failure) -> monitors.forgetUnless(failure == null, device))
                .thenAccept(connection -> monitors.arrived(device, connection, options));
    }

    /**
     * Connects to a client that listens at an address, and serves it; connects again whenever that fails, and whenever
     * the client has left, until the server ends.
     *
     * @param address where the client listens
     * @param options how to serve
     * @param connect how to connect
     * @param redial how to connect again
     * @throws WrongStateException if the server has no transport, or has ended
     */
    public void keepDialing(QmpAddress address, MonitorOptions options, ConnectOptions connect, Redial redial) {
        Transport t = Transports.contained(requireTransport());
        Device device =
                monitors.add(MonitorAddress.dialling(address, options.stream().protocol()), options);
        Dialer dialer = new Dialer(
                context.loop(),
                redial.pause(),
                redial.failed(),
                () -> t.connect(address, connect, context.loop()),
                connection -> monitors.arrived(device, connection, options));
        arrive(() -> {
            device.dialledBy(dialer);
            dialer.dial();
        });
    }

    /**
     * Adds a monitor that serves no client, as QEMU's {@code null} device: it is in {@code query-chardev}, and its
     * {@linkplain MonitorStream#unheard record} receives the events.
     *
     * @param device what it is called
     * @param options how it would serve
     */
    public void addUnconnected(String device, MonitorOptions options) {
        monitors.add(MonitorAddress.device(device), options);
    }

    /**
     * Serves the client at the other end of a connection.
     *
     * @param connection a connection on {@link #loop}; the server closes it
     * @param options how to serve
     * @throws WrongStateException if the server has ended
     */
    public void serve(Connection connection, MonitorOptions options) {
        Device device = monitors.add(MonitorAddress.device(connection.peer()), options);
        arrive(() -> monitors.arrived(device, connection, options));
    }

    /**
     * {@return the client's end of a new connection to this server within the process, on {@link #loop}}
     *
     * @throws WrongStateException if the server has ended
     */
    public LocalConnection openLocal() {
        LocalConnection.Ends ends = LocalConnection.open(context.loop(), "local client", "local server");
        arrive(() -> monitors.local().arrived(ends.second()));
        return ends.first();
    }

    /** {@return the character devices of the server, by which monitors come and go while it runs} */
    public CharacterDevices devices() {
        return context.devices();
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

    private CompletableFuture<Transport> withTransport() {
        try {
            return CompletableFuture.completedFuture(requireTransport());
        } catch (WrongStateException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private Transport requireTransport() {
        if (server.shutdown().isRequested()) {
            throw hasEnded();
        }
        return transport.orElseThrow(() -> new WrongStateException("this server was built with a loop of its own and"
                + " without a transport: use openLocal() or serve()"));
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
}
