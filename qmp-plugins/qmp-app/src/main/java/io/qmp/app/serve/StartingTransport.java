package io.qmp.app.serve;

import io.qmp.api.wire.ConnectOptions;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.EventLoop;
import io.qmp.api.wire.ListenOptions;
import io.qmp.api.wire.Listener;
import io.qmp.api.wire.QmpAddress;
import io.qmp.api.wire.Transport;
import io.qmp.app.process.LogSettings;
import io.qmp.app.process.Logs;
import io.qmp.transport.vertx.LinuxDescriptorSource;
import io.qmp.transport.vertx.VertxTransport;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * The transport of a server that starts. To load Vert.x takes as long as to set up the log, to read the command line
 * and to make the server and its machine, and happens beside that, on a thread of its own. Connections wait for it;
 * {@linkplain StartingLoop its loops} can be given to parts of the server before. {@linkplain FirstSession The first
 * session} is rehearsed by the thread that has nothing else to do: by the main thread while it waits for the
 * transport, by the other one while the main thread opens sockets. A third one loads JNA.
 */
final class StartingTransport implements Transport {
    private final CompletableFuture<Transport> made = new CompletableFuture<>();
    private final AtomicBoolean loadsDescriptors = new AtomicBoolean();
    private final FirstSession session = new FirstSession();

    private StartingTransport() {}

    /**
     * {@return a transport that is being made}
     *
     * @param verbose whether the log shows what happens meanwhile
     */
    static StartingTransport begin(boolean verbose) {
        LogSettings.install(); // before the thread that starts, and this one, ask for loggers
        if (verbose || LogSettings.areNamed()) {
            Logs.show(verbose);
        }
        StartingTransport starting = new StartingTransport();
        startThread(starting::make, "qmp-start");
        Logs.begin(); // beside what that thread loads, if it has not begun
        return starting;
    }

    private static void startThread(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void make() {
        try {
            made.complete(VertxTransport.create());
            loadDescriptors();
            VertxTransport.loadBuffers();
            while (session.rehearseNext()) {
                // All of it is rehearsed.
            }
        } catch (Throwable e) {
            made.completeExceptionally(e);
        }
    }

    /** Loads JNA, once, on a thread of its own. A unix socket needs it before it reads the first request. */
    private void loadDescriptors() {
        if (loadsDescriptors.getAndSet(true)) {
            return;
        }
        startThread(
                () -> {
                    try {
                        LinuxDescriptorSource.load();
                    } catch (UnsupportedOperationException e) {
                        // The listener says that no descriptors can be received.
                    }
                },
                "qmp-start-native");
    }

    /**
     * {@return the transport} If it is not there yet, JNA begins to load before, else when the transport is there:
     * sockets are opened without it, and read when it is loaded. Parts of the first session are rehearsed meanwhile.
     */
    Transport get() {
        if (!made.isDone()) {
            loadDescriptors();
        }
        while (!made.isDone() && session.rehearseNext()) {
            // Sockets are opened as soon as they can be.
        }
        return made.join();
    }

    @Override
    public EventLoop newEventLoop() {
        return new StartingLoop(this, made.thenApply(Transport::newEventLoop));
    }

    @Override
    public CompletionStage<Listener> listen(
            QmpAddress address, ListenOptions options, EventLoop loop, Consumer<Connection> acceptor) {
        return get().listen(address, options, loop, acceptor);
    }

    @Override
    public CompletionStage<Connection> connect(QmpAddress address, ConnectOptions options, EventLoop loop) {
        return get().connect(address, options, loop);
    }

    @Override
    public CompletionStage<Void> close() {
        return made.thenCompose(Transport::close);
    }

    /**
     * Closes the transport. Completes when it is closed, or after a time: one whose loop is blocked does not close, and
     * the program ends all the same.
     */
    CompletionStage<Void> close(Duration limit) {
        return made.thenCompose(Transport::close).completeOnTimeout(null, limit.toMillis(), TimeUnit.MILLISECONDS);
    }
}
