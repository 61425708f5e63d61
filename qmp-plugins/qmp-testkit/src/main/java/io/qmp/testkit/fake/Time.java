package io.qmp.testkit.fake;

import io.qmp.api.message.Request;
import io.qmp.server.QmpServerBuilder;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The time of a fake: that of its machine, or one that the test moves. */
interface Time {
    /** {@return a builder whose server lives in this time} */
    QmpServerBuilder set(QmpServerBuilder builder);

    /** {@return the result of a future that needs no more time than {@link #LIMIT}} */
    <T> T await(CompletableFuture<T> future);

    /** Takes the oldest request; waits for it no longer than the limit. */
    Optional<Request> take(Journal journal, Duration limit);

    /** Lets time pass. */
    void advance(Duration time);

    /** Runs what is due. */
    void run();

    /** {@return how many timers wait; 0 if that is not known} */
    int timers();

    /** How long anything may take that waits for no client. */
    Duration LIMIT = Duration.ofSeconds(20);
}
