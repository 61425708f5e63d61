package io.qmp.transport.vertx.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qmp.api.wire.EventLoop;
import io.qmp.transport.vertx.VertxTransport;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VertxEventLoopTest {
    private final Vertx vertx = Vertx.vertx();
    private final VertxTransport transport = VertxTransport.on(vertx);
    private final EventLoop loop = transport.newEventLoop();

    @AfterEach
    void close() {
        transport.close().toCompletableFuture().join();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void tasksRunLaterAndInOrder() {
        List<Integer> order = new ArrayList<>();
        CompletableFuture<Void> done = new CompletableFuture<>();
        loop.execute(() -> {
            loop.execute(() -> order.add(2));
            loop.execute(() -> done.complete(null));
            order.add(1);
        });
        done.join();
        assertThat(order).containsExactly(1, 2);
    }

    @Test
    void tasksFindTheirContext() {
        CompletableFuture<List<Context>> contexts = new CompletableFuture<>();
        loop.execute(() -> {
            Context first = Vertx.currentContext();
            loop.schedule(Duration.ofNanos(1), () -> contexts.complete(List.of(first, Vertx.currentContext())));
        });
        assertThat(contexts.join()).allMatch(Context::isEventLoopContext);
        assertThat(contexts.join().get(0)).isSameAs(contexts.join().get(1));
        assertThat(contexts.join().get(0).owner()).isSameAs(vertx);
    }

    @Test
    void timersRunInTheOrderOfTheirTimes() {
        List<String> order = new ArrayList<>();
        CompletableFuture<Void> done = new CompletableFuture<>();
        loop.execute(() -> {
            loop.schedule(Duration.ofMillis(3), () -> {
                order.add("second");
                done.complete(null);
            });
            loop.schedule(Duration.ofMillis(1), () -> order.add(loop.inLoop() ? "first" : "elsewhere"));
        });
        done.join();
        assertThat(order).containsExactly("first", "second");
    }

    @Test
    void aTimerCanBeTakenBack() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        loop.execute(() -> {
            EventLoop.Timer timer =
                    loop.schedule(Duration.ofNanos(1), () -> done.completeExceptionally(new AssertionError()));
            timer.cancel();
            timer.cancel();
            loop.schedule(Duration.ofMillis(1), () -> {
                timer.cancel();
                done.complete(null);
            });
        });
        done.join();
    }

    @Test
    void aTaskThatThrowsDoesNotHarmTheNext() {
        CompletableFuture<Throwable> told = new CompletableFuture<>();
        CompletableFuture<Void> next = new CompletableFuture<>();
        RuntimeException bug = new IllegalStateException("made for a test");
        vertx.exceptionHandler(told::complete);
        loop.execute(() -> {
            throw bug;
        });
        loop.execute(() -> next.complete(null));
        next.join();
        assertThat(told.join()).isSameAs(bug);
    }

    @Test
    void aLoopEndsWithItsTransport() {
        transport.close().toCompletableFuture().join();
        assertThatThrownBy(() -> loop.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
        CompletableFuture<Void> ran = new CompletableFuture<>();
        loop.schedule(Duration.ofNanos(1), () -> ran.complete(null));
        CompletableFuture<Void> later = new CompletableFuture<>();
        // The thread is the given Vert.x's, and goes on.
        ((VertxEventLoop) loop)
                .context()
                .nettyEventLoop()
                .schedule(() -> later.complete(null), 1, TimeUnit.MILLISECONDS);
        later.join();
        assertThat(ran).isNotDone();
    }
}
