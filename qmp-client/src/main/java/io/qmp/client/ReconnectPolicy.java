package io.qmp.client;

import io.qmp.api.Experimental;
import io.qmp.client.connection.Backoff;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * The delays with which a client reconnects after a loss: at first soon, then at ever longer intervals.
 *
 * <p>Commands that were pending fail; none is sent twice. Subscriptions live on and get a
 * {@linkplain EventNotice.Gap gap marker} before the first event of the new connection.
 *
 * @param firstDelay how long to wait before the first attempt; doubled for each further one
 * @param longestDelay the most to wait
 * @param giveUpAfter how long after the loss to give up and close
 * @param resync called on the client's event loop when the client is running again, to ask for what may have changed
 *     meanwhile; a failure of what it returns is logged
 * @since 0.1
 */
@Experimental(since = "0.1")
public record ReconnectPolicy(
        Duration firstDelay,
        Duration longestDelay,
        Duration giveUpAfter,
        Function<? super QmpClient, ? extends CompletionStage<?>> resync) {

    /** {@return a policy that begins with 100 ms, goes up to 5 s, and asks for nothing afterwards} */
    public static ReconnectPolicy within(Duration giveUpAfter) {
        return new ReconnectPolicy(
                Duration.ofMillis(100),
                Duration.ofSeconds(5),
                giveUpAfter,
                client -> CompletableFuture.completedFuture(client));
    }

    /** {@return this policy, with something to do when the client is running again} */
    public ReconnectPolicy withResync(Function<? super QmpClient, ? extends CompletionStage<?>> action) {
        return new ReconnectPolicy(firstDelay, longestDelay, giveUpAfter, action);
    }

    Backoff.Delays delays() {
        return new Backoff.Delays(firstDelay, longestDelay, giveUpAfter);
    }
}
