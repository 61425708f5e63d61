package io.qmp.transport.vertx.channel;

import io.netty.channel.IoEventLoop;
import io.netty.channel.group.ChannelGroup;
import io.netty.util.concurrent.ScheduledFuture;
import io.qmp.api.Loggers;
import io.qmp.api.wire.EventLoop;
import io.qmp.transport.vertx.descriptor.EpollSockets;
import io.qmp.transport.vertx.descriptor.NativeCalls;
import io.qmp.transport.vertx.descriptor.SocketMessages;
import io.vertx.core.Future;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.PromiseInternal;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An event loop that is an event-loop context of Vert.x, which is current in its tasks. */
public final class VertxEventLoop implements EventLoop {
    private static final System.Logger LOG = Loggers.named(VertxEventLoop.class.getName());

    private final ChannelGroup channels;
    private final ContextInternal context;
    private volatile boolean ended;
    private final LoopSockets sockets = new LoopSockets();
    private @Nullable SocketMessages messages;
    private @Nullable ByteBuffer input;

    /**
     * Makes a loop.
     *
     * @param channels receives all channels that are opened on the loop
     */
    public VertxEventLoop(ChannelGroup channels, ContextInternal context) {
        this.channels = channels;
        this.context = context;
    }

    /** {@return the channels of this loop's transport} */
    public ChannelGroup channels() {
        return channels;
    }

    /** {@return whether this is a loop of Netty's native transport for Linux, not of NIO or io_uring} */
    boolean watchesEpollSockets() {
        return EpollSockets.areAvailable()
                && context.nettyEventLoop() instanceof IoEventLoop netty
                && netty.isCompatible(EpollInterest.class);
    }

    /** {@return the sockets of this loop without a channel, for its thread} */
    LoopSockets sockets() {
        return sockets;
    }

    /** {@return memory to read into, for the thread of this loop; what was read is valid until the next read} */
    ByteBuffer input() {
        ByteBuffer buffer = input;
        if (buffer == null) {
            buffer = ByteBuffer.allocateDirect(SocketMessages.LONGEST_READ);
            input = buffer;
        }
        return buffer.clear();
    }

    /** {@return the context, whose Netty loop and worker threads only the internal interface of Vert.x shows} */
    ContextInternal context() {
        return context;
    }

    @Override
    public boolean inLoop() {
        return context.nettyEventLoop().inEventLoop();
    }

    @Override
    public void execute(Runnable task) {
        if (ended) {
            throw new RejectedExecutionException("the event loop has ended");
        }
        context.nettyEventLoop().execute(() -> context.dispatch(task));
    }

    /** Runs a task later, also after the end of this loop; within this call if the thread takes no more. */
    void executeAtLast(Runnable task) {
        try {
            context.nettyEventLoop().execute(task);
        } catch (RejectedExecutionException e) {
            task.run();
        }
    }

    /** Closes all sockets without a channel when their queued bytes have been sent. */
    public CompletableFuture<Void> closeSockets() {
        return endSockets(LoopSocket::shutDown);
    }

    /** Closes all sockets without a channel at once. */
    public CompletableFuture<Void> abortSockets() {
        return endSockets(LoopSocket::abort);
    }

    private CompletableFuture<Void> endSockets(Consumer<LoopSocket> end) {
        CompletableFuture<Void> ended = new CompletableFuture<>();
        executeAtLast(() -> sockets.close(end).thenRun(() -> ended.complete(null)));
        return ended;
    }

    @Override
    public Timer schedule(Duration delay, Runnable task) {
        // Not a timer of Vert.x: those count whole milliseconds.
        long nanos = TimeUnit.NANOSECONDS.convert(delay); // unlike toNanos, it takes any delay
        ScheduledFuture<?> timer =
                context.nettyEventLoop().schedule(() -> runUnlessEnded(task), nanos, TimeUnit.NANOSECONDS);
        return () -> timer.cancel(false);
    }

    private void runUnlessEnded(Runnable task) {
        if (!ended) {
            context.dispatch(task);
        }
    }

    /** Makes the context current, on the loop's thread, until {@link #leave}. Returns what that needs. */
    ContextInternal enter() {
        return context.beginDispatch();
    }

    /** Ends what {@link #enter} began. */
    void leave(ContextInternal outer) {
        context.endDispatch(outer);
    }

    /**
     * {@return the sender and receiver of descriptors of this loop, for its thread} Loads it on the first call.
     *
     * @throws UnsupportedOperationException if it cannot be loaded; the message says what is missing
     */
    SocketMessages socketMessages() {
        SocketMessages here = messages;
        if (here == null) {
            NativeCalls.load();
            here = new SocketMessages();
            messages = here;
        }
        return here;
    }

    /** Runs a task later on this loop. The future completes with its result, there. */
    <T> Future<T> call(Supplier<T> task) {
        PromiseInternal<T> result = context.promise();
        context.runOnContext(nothing -> {
            try {
                result.complete(task.get());
            } catch (Throwable e) { // errors, too: else the future would never complete
                result.fail(e);
            }
        });
        return result.future();
    }

    /**
     * Runs a task that may block on a worker thread. The future completes on the loop, or never if the loop has ended
     * meanwhile: {@code executeBlocking} of Vert.x would then print the rejection as an uncaught exception.
     *
     * @throws RejectedExecutionException if the Vert.x is closed
     */
    <T> Future<T> callBlocking(Callable<T> task) {
        PromiseInternal<T> result = context.promise();
        context.owner().workerPool().executor().execute(() -> {
            try {
                complete(result, task);
            } catch (RejectedExecutionException e) {
                LOG.log(Level.DEBUG, "the event loop has ended before a blocking call", e);
            }
        });
        return result.future();
    }

    private static <T> void complete(PromiseInternal<T> result, Callable<T> task) {
        T value;
        try {
            value = task.call();
        } catch (Throwable e) {
            result.fail(e);
            return;
        }
        result.complete(value);
    }

    /**
     * {@return a future that completes when closed sockets are closed for the operating system, too} NIO does that
     * with the next select: until then a listening socket keeps its port and takes connections.
     */
    CompletableFuture<Void> settle() {
        CompletableFuture<Void> settled = new CompletableFuture<>();
        io.netty.channel.EventLoop netty = context.nettyEventLoop();
        try {
            // A task runs before the next select, a timer that it sets after it.
            netty.execute(() ->
                    netty.schedule(() -> {}, 1, TimeUnit.NANOSECONDS).addListener(passed -> settled.complete(null)));
        } catch (RejectedExecutionException e) {
            settled.complete(null); // the thread has ended, and has closed everything
        }
        return settled;
    }

    /** Rejects all tasks from when the earlier ones have run; the future completes then. */
    public CompletableFuture<Void> end() {
        return settle().thenRun(() -> ended = true);
    }
}
