package io.qmp.transport.vertx;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.ChannelGroupFuture;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.ImmediateEventExecutor;
import io.qmp.api.ClassLoaders;
import io.qmp.api.Experimental;
import io.qmp.api.Loggers;
import io.qmp.api.socket.TransportLifecycle;
import io.qmp.api.wire.ConnectOptions;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.EventLoop;
import io.qmp.api.wire.ListenOptions;
import io.qmp.api.wire.Listener;
import io.qmp.api.wire.QmpAddress;
import io.qmp.api.wire.Transport;
import io.qmp.transport.vertx.channel.BindAttempt;
import io.qmp.transport.vertx.channel.ChannelEvents;
import io.qmp.transport.vertx.channel.ConnectAttempt;
import io.qmp.transport.vertx.channel.VertxEventLoop;
import io.qmp.transport.vertx.log.VertxLogs;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.dns.AddressResolverOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.internal.VertxBootstrap;
import io.vertx.core.internal.VertxInternal;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The transport on Vert.x.
 *
 * <pre>{@code
 * Transport transport = VertxTransport.create();
 * EventLoop loop = transport.newEventLoop();
 * transport.connect(QmpAddress.parse("unix:/run/vm.qmp"), ConnectOptions.DEFAULT, loop)
 *         .thenAcceptAsync(connection -> connection.handler(…), loop);
 * }</pre>
 *
 * <p>Each event loop is an event-loop context of Vert.x, which is current in its tasks. Loops share threads if there
 * are more loops than threads of the Vert.x; one of its own has as many as there are processors. Threads start when
 * they are first used, and keep the JVM running until the transport is closed.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public final class VertxTransport implements Transport {
    private static final System.Logger LOG = Loggers.named(VertxTransport.class.getName());

    /** Threads that wait for name servers and disks, each started when there is need. */
    private static final int WORKERS = 4;

    /** How long each step of closing may take; so long connections may go on sending what was queued. */
    private static final Duration STEP_LIMIT = Duration.ofSeconds(1);

    /** The internal interface, as only it shows Netty's event loops and the classes of channels that go with them. */
    private final VertxInternal vertx;

    private final boolean owner;
    /** All channels. One that is added after the group was closed is closed at once. */
    private final ChannelGroup channels = new DefaultChannelGroup(ImmediateEventExecutor.INSTANCE, true);

    private final List<VertxEventLoop> loops = new CopyOnWriteArrayList<>();
    private final TransportLifecycle lifecycle = new TransportLifecycle();

    private VertxTransport(Vertx vertx, boolean owner) {
        this.vertx = (VertxInternal) vertx;
        this.owner = owner;
        String io = vertx.isNativeTransportEnabled() ? "a native transport" : "NIO";
        LOG.log(Level.DEBUG, () -> "Sockets use " + io, vertx.unavailableNativeTransportCause());
    }

    /**
     * {@return a transport with a Vert.x of its own, which is closed with it} Uses a native transport if there is
     * one, else NIO.
     */
    public static VertxTransport create() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        if (before == null) { // Vert.x looks for the settings of its log by it, and fails without one
            thread.setContextClassLoader(ClassLoaders.of(VertxTransport.class));
        }
        try {
            return new VertxTransport(leanVertx(), true);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /**
     * Sets up the memory for buffers now. Without this call, the first connection that sends something does it, which
     * takes some 10 ms. May be called on any thread.
     */
    public static void loadBuffers() {
        ByteBufAllocator.DEFAULT.directBuffer().release();
    }

    /** {@return a Vert.x of this transport's own} Without a look for extensions, which nobody could use. */
    private static Vertx leanVertx() {
        VertxLogs.extendToNetty();
        if (!Epoll.isAvailable()) {
            return Vertx.vertx(leanOptions());
        }
        return VertxBootstrap.create()
                .options(leanOptions())
                .transport(new EpollOnly())
                .serviceProviders(List.of())
                .verticleFactories(List.of())
                .init()
                .vertx();
    }

    private static VertxOptions leanOptions() {
        return new VertxOptions()
                .setPreferNativeTransport(true)
                .setDisableTCCL(true)
                .setEventLoopPoolSize(Runtime.getRuntime().availableProcessors())
                .setWorkerPoolSize(WORKERS)
                // A server watches its loop itself, and names who blocks it once; Vert.x would print a trace each
                // second.
                .setMaxEventLoopExecuteTime(Long.MAX_VALUE)
                .setMaxEventLoopExecuteTimeUnit(TimeUnit.NANOSECONDS)
                .setBlockedThreadCheckInterval(1)
                .setBlockedThreadCheckIntervalUnit(TimeUnit.DAYS)
                .setFileSystemOptions(new FileSystemOptions()
                        .setClassPathResolvingEnabled(false)
                        .setFileCachingEnabled(false))
                // Names are resolved by the JDK. With a server given, Vert.x does not look for the system's.
                .setAddressResolverOptions(new AddressResolverOptions().addServer("127.0.0.1"));
    }

    /**
     * {@return a transport on a Vert.x that its caller goes on using and closes, after the transport}
     *
     * @param vertx gives event loops, and worker threads for what blocks
     */
    public static VertxTransport on(Vertx vertx) {
        return new VertxTransport(vertx, false);
    }

    @Override
    public EventLoop newEventLoop() {
        lifecycle.requireOpen();
        VertxEventLoop loop = new VertxEventLoop(channels, vertx.createEventLoopContext());
        loops.add(loop);
        return loop;
    }

    @Override
    public CompletionStage<Listener> listen(
            QmpAddress address, ListenOptions options, EventLoop loop, Consumer<Connection> acceptor) {
        VertxEventLoop here = own(loop);
        return lifecycle.start(
                () -> new BindAttempt(here, options, acceptor).at(address).toCompletionStage());
    }

    @Override
    public CompletionStage<Connection> connect(QmpAddress address, ConnectOptions options, EventLoop loop) {
        VertxEventLoop here = own(loop);
        return lifecycle.start(
                () -> new ConnectAttempt(here, address, options).start().toCompletionStage());
    }

    private VertxEventLoop own(EventLoop loop) {
        if (loop.unwrap() instanceof VertxEventLoop known && known.channels() == channels) {
            return known;
        }
        throw new IllegalArgumentException("the loop must be one of this transport");
    }

    @Override
    public CompletionStage<Void> close() {
        return lifecycle.close(this::end);
    }

    private CompletionStage<Void> end() {
        channels.forEach(ChannelEvents::close);
        return bounded(both(done(channels.newCloseFuture()), allLoops(VertxEventLoop::closeSockets)))
                .thenCompose(ignored -> bounded(both(done(channels.close()), allLoops(VertxEventLoop::abortSockets))))
                .thenCompose(ignored -> bounded(allLoops(VertxEventLoop::end)))
                .thenCompose(ignored ->
                        owner ? vertx.close().toCompletionStage() : CompletableFuture.<Void>completedStage(null));
    }

    private CompletableFuture<Void> allLoops(Function<VertxEventLoop, CompletableFuture<Void>> step) {
        return CompletableFuture.allOf(loops.stream().map(step).toArray(CompletableFuture[]::new));
    }

    private static CompletableFuture<Void> both(CompletableFuture<Void> one, CompletableFuture<Void> other) {
        return CompletableFuture.allOf(one, other);
    }

    /** Limits a step: on a Vert.x that was closed before the transport no future completes any more. */
    private static CompletableFuture<Void> bounded(CompletableFuture<Void> step) {
        return step.completeOnTimeout(null, STEP_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static CompletableFuture<Void> done(ChannelGroupFuture closing) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        closing.addListener(ignored -> done.complete(null));
        return done;
    }
}
