package io.qmp.testkit.fake;

import io.qmp.api.local.ManualEventLoop;
import io.qmp.api.message.Request;
import io.qmp.server.QmpServerBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Time that passes when the test says so. Nothing waits. */
final class VirtualTime implements Time {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final ManualEventLoop loop = new ManualEventLoop(START);

    /** {@return the loop that lives in this time} */
    ManualEventLoop loop() {
        return loop;
    }

    @Override
    public QmpServerBuilder set(QmpServerBuilder builder) {
        return builder.loop(loop).clock(loop);
    }

    @Override
    public <T> T await(CompletableFuture<T> future) {
        loop.runPending();
        if (!future.isDone()) {
            loop.advance(LIMIT);
        }
        if (!future.isDone()) {
            throw new IllegalStateException("not done after " + LIMIT);
        }
        return future.join();
    }

    @Override
    public Optional<Request> take(Journal journal, Duration limit) {
        loop.runPending();
        Optional<Request> taken = journal.poll();
        if (taken.isEmpty() && !limit.isZero()) {
            loop.advance(limit);
            return journal.poll();
        }
        return taken;
    }

    @Override
    public void advance(Duration time) {
        loop.advance(time);
    }

    @Override
    public void run() {
        loop.runPending();
    }

    @Override
    public int timers() {
        return loop.timers();
    }
}
