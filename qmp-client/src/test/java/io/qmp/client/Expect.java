package io.qmp.client;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Looks into futures that are to be complete by now. */
public final class Expect {
    private Expect() {}

    /** What a future has completed with. */
    public static <T> T result(CompletableFuture<T> future) {
        assertTrue(future.isDone(), "the future is not complete");
        return future.join();
    }

    /** What a future has failed with. */
    public static <X extends Throwable> X failure(Class<X> type, CompletableFuture<?> future) {
        assertTrue(future.isDone(), "the future is not complete");
        Throwable thrown = assertThrows(Throwable.class, future::join);
        return assertInstanceOf(type, thrown instanceof CompletionException ? thrown.getCause() : thrown);
    }
}
