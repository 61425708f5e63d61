package io.qmp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.assertj.core.api.InstanceOfAssertFactories;

/** Looks into futures that are to be complete by now. */
public final class Expect {
    private Expect() {}

    /** What a future has completed with. */
    public static <T> T result(CompletableFuture<T> future) {
        assertThat(future.isDone()).as("the future is not complete").isTrue();
        return future.join();
    }

    /** What a future has failed with. */
    public static <X extends Throwable> X failure(Class<X> type, CompletableFuture<?> future) {
        assertThat(future.isDone()).as("the future is not complete").isTrue();
        Throwable thrown = assertThatExceptionOfType(Throwable.class)
                .isThrownBy(future::join)
                .actual();
        return assertThat(thrown instanceof CompletionException ? thrown.getCause() : thrown)
                .asInstanceOf(InstanceOfAssertFactories.type(type))
                .actual();
    }
}
