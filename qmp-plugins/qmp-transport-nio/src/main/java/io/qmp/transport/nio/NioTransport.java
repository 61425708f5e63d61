package io.qmp.transport.nio;

import io.qmp.api.Experimental;
import io.qmp.api.socket.TransportLifecycle;
import io.qmp.api.wire.ConnectOptions;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.EventLoop;
import io.qmp.api.wire.ListenOptions;
import io.qmp.api.wire.Listener;
import io.qmp.api.wire.QmpAddress;
import io.qmp.api.wire.Transport;
import io.qmp.transport.nio.address.Addresses;
import io.qmp.transport.nio.loop.SelectorLoop;
import io.qmp.transport.nio.socket.BindAttempt;
import io.qmp.transport.nio.socket.ConnectAttempt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * The transport on the JDK alone: TCP and unix sockets, without TLS and without file descriptors.
 *
 * <pre>{@code
 * Transport transport = NioTransport.create();
 * EventLoop loop = transport.newEventLoop();
 * transport.connect(QmpAddress.parse("unix:/run/vm.qmp"), ConnectOptions.DEFAULT, loop)
 *         .thenAcceptAsync(connection -> connection.handler(…), loop);
 * }</pre>
 *
 * <p>Each event loop is a thread with a selector, which keeps the JVM running until the transport is closed. The
 * thread cannot be interrupted.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public final class NioTransport implements Transport {
    /** Threads that wait for name servers and disks, each started when there is need. */
    private static final int WORKERS = 4;

    private static final Duration WORKER_LIFE = Duration.ofSeconds(10);

    /** How long connections may go on sending what was queued when the transport closes. */
    private static final Duration LINGER = Duration.ofSeconds(1);

    /** How long closing may take in all; a loop that a handler blocks does not end. */
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);

    private static final AtomicInteger LOOPS = new AtomicInteger();

    private final ThreadPoolExecutor workers = new ThreadPoolExecutor(
            WORKERS,
            WORKERS,
            WORKER_LIFE.toMillis(),
            TimeUnit.MILLISECONDS,
            new LinkedBlockingQueue<>(),
            NioTransport::newWorker);

    private final List<SelectorLoop> loops = new CopyOnWriteArrayList<>();
    private final TransportLifecycle lifecycle = new TransportLifecycle();

    private NioTransport() {
        workers.allowCoreThreadTimeOut(true);
    }

    /** {@return a transport} */
    public static NioTransport create() {
        return new NioTransport();
    }

    /**
     * {@return whether such a transport can connect in this way} It cannot with TLS, and not to abstract names, to
     * paths of more than 106 bytes, and to schemes that it does not serve. Programs can use another transport then.
     */
    public static boolean canConnect(QmpAddress address, ConnectOptions options) {
        return options.tls().isEmpty() && Addresses.canBeConnectedTo(address);
    }

    private static Thread newWorker(Runnable work) {
        Thread thread = new Thread(work, "qmp-nio-worker");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * {@inheritDoc}
     *
     * @throws UncheckedIOException if the operating system has no more file descriptors
     */
    @Override
    public EventLoop newEventLoop() {
        lifecycle.requireOpen();
        try {
            SelectorLoop loop = SelectorLoop.start("qmp-nio-eventloop-" + LOOPS.incrementAndGet());
            loops.add(loop);
            return loop;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public CompletionStage<Listener> listen(
            QmpAddress address, ListenOptions options, EventLoop loop, Consumer<Connection> acceptor) {
        SelectorLoop here = own(loop);
        return lifecycle.start(() -> new BindAttempt(here, workers, address, options, acceptor).start());
    }

    @Override
    public CompletionStage<Connection> connect(QmpAddress address, ConnectOptions options, EventLoop loop) {
        SelectorLoop here = own(loop);
        return lifecycle.start(() -> new ConnectAttempt(here, workers, address, options).start());
    }

    private SelectorLoop own(EventLoop loop) {
        if (loop.unwrap() instanceof SelectorLoop known && loops.contains(known)) {
            return known;
        }
        throw new IllegalArgumentException("the loop must be one of this transport");
    }

    @Override
    public CompletionStage<Void> close() {
        return lifecycle.close(() -> CompletableFuture.allOf(
                        loops.stream().map(loop -> loop.close(LINGER)).toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, CLOSE_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((ignored, failure) -> workers.shutdown()));
    }
}
