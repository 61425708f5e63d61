package io.qmp.api.wire;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.qmp.api.Loggers;
import io.qmp.api.error.ConnectFailedException;
import io.qmp.api.error.ConnectFailedException.Reason;
import io.qmp.api.error.QmpException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A transport whose futures end, and on the loop, whatever another one does that it asks. */
final class ContainedTransport implements Transport {
    private final Transport transport;

    ContainedTransport(Transport transport) {
        this.transport = Objects.requireNonNull(transport, "the provider opened no transport");
    }

    @Override
    public EventLoop newEventLoop() {
        return Objects.requireNonNull(transport.newEventLoop(), "the transport made no loop");
    }

    @Override
    public CompletionStage<Listener> listen(
            QmpAddress address, ListenOptions options, EventLoop loop, Consumer<Connection> acceptor) {
        return result(address, loop, () -> transport.listen(address, options, loop, acceptor), Listener::close);
    }

    @Override
    public CompletionStage<Connection> connect(QmpAddress address, ConnectOptions options, EventLoop loop) {
        CompletableFuture<Connection> attempt = result(
                address,
                loop,
                () -> transport.connect(address, options, loop),
                connection -> loop.execute(connection::abort));
        if (loop.inLoop() && !attempt.isDone()) {
            limit(attempt, address, options.timeout(), loop);
        }
        return attempt;
    }

    /** Looked up when there is something to log: that takes long, and is rare. */
    private static System.Logger log() {
        return Loggers.named("io.qmp.api.wire");
    }

    /** Transports keep their limit, in each step of an attempt; one that does not must not leave its caller waiting. */
    private static void limit(
            CompletableFuture<Connection> attempt, QmpAddress address, Duration timeout, EventLoop loop) {
        long nanos = Math.min(NANOSECONDS.convert(timeout), Long.MAX_VALUE / 2) * 2;
        EventLoop.Timer timer = loop.schedule(
                Duration.ofNanos(nanos),
                () -> attempt.completeExceptionally(new ConnectFailedException(
                        Reason.TIMED_OUT,
                        address + " was neither connected nor refused within twice its limit",
                        null)));
        attempt.whenComplete((connection, failure) -> timer.cancel());
    }

    private static <T> CompletableFuture<T> result(
            QmpAddress address, EventLoop loop, Supplier<@Nullable CompletionStage<T>> call, Consumer<T> discard) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread caller = Thread.currentThread();
        try {
            CompletionStage<T> stage = Objects.requireNonNull(call.get(), "the transport returned no future");
            stage.whenComplete(
                    (value, failure) -> onLoop(loop, caller, () -> settle(address, result, value, failure, discard)));
        } catch (Throwable e) { // an error, too: else the future would never complete
            result.completeExceptionally(failure(address, e));
        }
        return result;
    }

    /** Keeps the threads of a transport that completes on any away from client and server, which call on the loop. */
    private static void onLoop(EventLoop loop, Thread caller, Runnable task) {
        if (loop.inLoop() || Thread.currentThread() == caller) {
            task.run();
            return;
        }
        try {
            loop.execute(task);
        } catch (RejectedExecutionException ended) { // the future must end all the same
            task.run();
        }
    }

    private static <T> void settle(
            QmpAddress address,
            CompletableFuture<T> result,
            @Nullable T value,
            @Nullable Throwable failure,
            Consumer<T> discard) {
        if (value == null) {
            result.completeExceptionally(failure(
                    address, failure == null ? new NullPointerException("the transport gave nothing") : failure));
        } else if (!result.complete(value) && (result.isCompletedExceptionally() || result.getNow(value) != value)) {
            discard(value, discard);
        }
    }

    private static <T> void discard(T value, Consumer<T> discard) {
        try {
            discard.accept(value);
        } catch (Throwable e) {
            log().log(Level.WARNING, value + " cannot be closed, which nobody waits for any more", e);
        }
    }

    /** {@return a failure as the future of an attempt has it} */
    static QmpException failure(QmpAddress address, Throwable thrown) {
        Throwable cause = thrown instanceof CompletionException wrapped && wrapped.getCause() != null
                ? wrapped.getCause()
                : thrown;
        return cause instanceof QmpException known
                ? known
                : new ConnectFailedException(address + " cannot be used: " + cause, cause);
    }

    @Override
    public CompletionStage<Void> close() {
        CompletableFuture<Void> result = new CompletableFuture<>();
        try {
            CompletionStage<Void> stage = Objects.requireNonNull(transport.close(), "the transport returned no future");
            stage.whenComplete((nothing, failure) -> result.complete(null));
        } catch (Throwable e) {
            log().log(Level.WARNING, "a transport cannot be closed", e);
            result.complete(null);
        }
        return result;
    }
}
