package io.qmp.api.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qmp.api.error.ConnectFailedException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TransportLifecycleTest {
    private final TransportLifecycle lifecycle = new TransportLifecycle();
    private final CompletableFuture<String> attempt = new CompletableFuture<>();

    @Test
    void anAttemptCompletesAsItsOwnStageDoes() {
        CompletionStage<String> started = lifecycle.start(() -> attempt);
        attempt.complete("connected");
        assertThat(started.toCompletableFuture().join()).isEqualTo("connected");
    }

    @Test
    void anAttemptThatIsNotCompleteFailsWhenTheTransportHasClosed() {
        CompletionStage<String> started = lifecycle.start(() -> attempt);
        CompletableFuture<Void> closing = new CompletableFuture<>();
        CompletionStage<Void> closed = lifecycle.close(() -> closing);
        assertThat(attempt).isNotDone();

        closing.complete(null);
        closed.toCompletableFuture().join();
        assertFails(started);
    }

    @Test
    void aTransportThatCannotBeClosedInOrderIsClosedAllTheSame() {
        CompletionStage<Void> closed =
                lifecycle.close(() -> CompletableFuture.failedFuture(new IllegalStateException("made for a test")));
        assertThat(closed.toCompletableFuture().join()).isNull();
    }

    @Test
    void nothingBeginsAfterClosing() {
        lifecycle.requireOpen();
        lifecycle.close(() -> new CompletableFuture<Void>());
        assertThatThrownBy(lifecycle::requireOpen).isInstanceOf(IllegalStateException.class);
        assertFails(lifecycle.start(() -> {
            throw new AssertionError("an attempt has begun");
        }));
    }

    @Test
    void anAttemptThatIsRejectedMeanwhileFails() {
        assertFails(lifecycle.start(() -> {
            throw new RejectedExecutionException();
        }));
    }

    @Test
    void closingHappensOnce() {
        AtomicInteger times = new AtomicInteger();
        for (int i = 0; i < 2; i++) {
            lifecycle
                    .close(() -> {
                        times.incrementAndGet();
                        return CompletableFuture.completedFuture(null);
                    })
                    .toCompletableFuture()
                    .join();
        }
        assertThat(times).hasValue(1);
    }

    private static void assertFails(CompletionStage<?> started) {
        assertThatThrownBy(() -> started.toCompletableFuture().join())
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOf(ConnectFailedException.class)
                .hasMessageStartingWith("The transport is closed");
    }
}
