package io.qmp.testkit.fake;

import io.qmp.api.message.Request;
import io.qmp.server.QmpServerBuilder;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The time of the machine. The fake has a thread of its own. */
final class RealTime implements Time {
    @Override
    public QmpServerBuilder set(QmpServerBuilder builder) {
        return builder;
    }

    @Override
    public <T> T await(CompletableFuture<T> future) {
        return future.orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).join();
    }

    @Override
    public Optional<Request> take(Journal journal, Duration limit) {
        return journal.poll(limit);
    }

    @Override
    public void advance(Duration time) {
        throw new IllegalStateException("only a fake in virtual time can be advanced: FakeQemuBuilder.virtualTime()");
    }

    @Override
    public void run() {}

    @Override
    public int timers() {
        return 0;
    }
}
