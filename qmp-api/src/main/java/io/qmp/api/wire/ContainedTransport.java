package io.qmp.api.wire;

import io.qmp.api.error.ConnectFailedException;
import io.qmp.api.error.QmpException;
import java.lang.System.Logger.Level;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A transport whose futures end whatever another one does that it asks. */
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
        return result(address, () -> transport.listen(address, options, loop, acceptor), Listener::close);
    }

    @Override
    public CompletionStage<Connection> connect(QmpAddress address, ConnectOptions options, EventLoop loop) {
        return result(
                address,
                () -> transport.connect(address, options, loop),
                connection -> loop.execute(connection::abort));
    }

    /** Looked up when there is something to log: that takes long, and is rare. */
    private static System.Logger log() {
        return System.getLogger("io.qmp.api.wire");
    }

    private static <T> CompletionStage<T> result(
            QmpAddress address, Supplier<@Nullable CompletionStage<T>> call, Consumer<T> discard) {
        CompletableFuture<T> result = new CompletableFuture<>();
        try {
            CompletionStage<T> stage = Objects.requireNonNull(call.get(), "the transport returned no future");
            stage.whenComplete((value, failure) -> settle(address, result, value, failure, discard));
        } catch (Throwable e) { // an error, too: else the future would never complete
            result.completeExceptionally(failure(address, e));
        }
        return result;
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
