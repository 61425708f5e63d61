package io.qmp.api.socket;

import io.qmp.api.Experimental;
import io.qmp.api.error.ConnectFailedException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The state of a transport, and its attempts to listen and to connect: an attempt begins while it is open, and fails if
 * it is not complete when the transport has closed. The methods may be called on any thread.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public final class TransportLifecycle {
    private final Set<CompletableFuture<?>> attempts = ConcurrentHashMap.newKeySet();
    private final AtomicReference<@Nullable CompletableFuture<Void>> closed = new AtomicReference<>();

    /** Makes the lifecycle of a transport that is open. */
    public TransportLifecycle() {}

    /**
     * Checks that the transport is open.
     *
     * @throws IllegalStateException if {@link #close} has been called
     */
    public void requireOpen() {
        if (closed.get() != null) {
            throw new IllegalStateException("the transport is closed");
        }
    }

    /**
     * Begins an attempt.
     *
     * @param attempt begins it; a {@link RejectedExecutionException} means that the transport was closed meanwhile
     * @return completes as the attempt does; fails with a {@link ConnectFailedException} if the transport is closed
     *     before
     */
    public <T> CompletionStage<T> start(Supplier<CompletionStage<T>> attempt) {
        if (closed.get() != null) {
            return CompletableFuture.failedFuture(closedBefore());
        }
        CompletableFuture<T> result;
        try {
            result = attempt.get().toCompletableFuture();
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(closedBefore());
        }
        attempts.add(result);
        result.whenComplete((done, failure) -> attempts.remove(result));
        return result;
    }

    /**
     * Closes the transport, once.
     *
     * @param closing closes it; called by the first call only
     * @return completes when that has completed, in whatever way, and all attempts have
     */
    public CompletionStage<Void> close(Supplier<CompletionStage<?>> closing) {
        CompletableFuture<Void> end = new CompletableFuture<>();
        CompletableFuture<Void> before = closed.compareAndExchange(null, end);
        if (before != null) {
            return before.minimalCompletionStage();
        }
        closing.get().whenCompleteAsync((ignored, failure) -> {
            attempts.forEach(attempt -> attempt.completeExceptionally(closedBefore()));
            end.complete(null);
        });
        return end.minimalCompletionStage();
    }

    private static ConnectFailedException closedBefore() {
        return new ConnectFailedException("The transport is closed\nOpen another one.");
    }
}
