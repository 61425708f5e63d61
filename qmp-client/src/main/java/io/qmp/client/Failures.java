package io.qmp.client;

import io.qmp.api.error.CommandTimeoutException;
import io.qmp.api.error.ConnectionLostException;
import io.qmp.api.error.ProtocolViolationException;
import io.qmp.api.error.QmpException;
import io.qmp.api.error.WrongStateException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What stages wrap failures in is taken off. */
final class Failures {
    private Failures() {}

    static Throwable unwrap(@Nullable Throwable failure) {
        Throwable cause = failure;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause == null ? new IllegalStateException("a stage completed with nothing") : cause;
    }

    /** As {@link CompletionStage#thenApply}, but fails with the failure itself, not with one that wraps it. */
    static <S, T> CompletableFuture<T> map(CompletionStage<S> stage, Function<? super S, ? extends T> result) {
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

    /** The failure of a command that was not sent, because of what something that had to come before it failed with. */
    static QmpException notSent(String command, Throwable cause) {
        if (cause instanceof ConnectionLostException) {
            return ConnectionLostException.notSent(command, cause);
        } else if (cause instanceof ProtocolViolationException) {
            return ProtocolViolationException.notSent(command, cause);
        } else if (cause instanceof CommandTimeoutException timeout) {
            return CommandTimeoutException.notSent(command, timeout.limit());
        }
        return WrongStateException.notSent(command, String.valueOf(cause.getMessage()), cause);
    }
}
