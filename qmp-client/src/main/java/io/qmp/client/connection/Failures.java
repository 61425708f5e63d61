package io.qmp.client.connection;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Failures of stages, without the exceptions that stages wrap them in. */
public final class Failures {
    private Failures() {}

    /** {@return the failure inside {@link CompletionException} and {@link ExecutionException}} */
    public static Throwable unwrap(@Nullable Throwable failure) {
        Throwable cause = failure;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause == null ? new IllegalStateException("a stage completed with nothing") : cause;
    }

    /** As {@link CompletionStage#thenApply}, but fails with the failure itself, not with one that wraps it. */
    public static <S, T> CompletableFuture<T> map(CompletionStage<S> stage, Function<? super S, ? extends T> result) {
        CompletableFuture<T> mapped = new CompletableFuture<>();
        stage.whenComplete((value, failure) -> {
            if (failure == null) {
                mapped.complete(result.apply(value));
            } else {
                mapped.completeExceptionally(unwrap(failure));
            }
        });
        return mapped;
    }
}
