package io.qmp.program.probe;

import io.qmp.api.Experimental;
import io.qmp.api.error.CommandTimeoutException;
import io.qmp.api.message.Greeting;
import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import io.qmp.api.message.WireNames;
import io.qmp.api.value.QmpObject;
import io.qmp.client.CallOptions;
import io.qmp.client.QgaClient;
import io.qmp.client.QmpClient;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/**
 * Asks a server whether it answers: its main loop first and, if that does not, the thread of the monitor, which
 * executes commands out of band.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public final class Ping {
    /** Any reply will do, an error too: these commands are common, and cost little. */
    private static final String IN_BAND = "query-version";

    private static final String OUT_OF_BAND = "query-yank";

    private static final String AGENT = "guest-ping";

    private Ping() {}

    /**
     * {@return completes with what has answered; fails if the connection ends}
     *
     * @param client is connected
     * @param limit how long each of the two may take
     */
    public static CompletableFuture<PingReply> of(QmpClient client, Duration limit) {
        return ask(client, IN_BAND, false, limit).thenCompose(inBand -> {
            boolean asks = inBand.isEmpty() && offersOutOfBand(client);
            return asks
                    ? ask(client, OUT_OF_BAND, true, limit).thenApply(time -> new PingReply(inBand, time))
                    : CompletableFuture.completedFuture(new PingReply(inBand, Optional.empty()));
        });
    }

    /**
     * {@return completes with what has answered; fails if the connection ends}
     *
     * @param agent is connected
     * @param limit how long it may take
     */
    public static CompletableFuture<PingReply> of(QgaClient agent, Duration limit) {
        Request request = new Request(AGENT, QmpObject.EMPTY, null, false);
        return timed(agent.send(request, CallOptions.DEFAULT.withHardLimit(limit)), System::nanoTime)
                .thenApply(time -> new PingReply(time, Optional.empty()));
    }

    /** {@return whether a server executes commands out of band} */
    public static boolean offersOutOfBand(QmpClient client) {
        return client.greeting()
                .map(Greeting::capabilities)
                .filter(capabilities -> capabilities.contains(WireNames.OOB))
                .isPresent();
    }

    private static CompletableFuture<Optional<Duration>> ask(
            QmpClient client, String command, boolean outOfBand, Duration limit) {
        Request request = new Request(command, QmpObject.EMPTY, null, outOfBand);
        return timed(client.send(request, CallOptions.DEFAULT.withHardLimit(limit)), client.loop()::nanoTime);
    }

    /** {@return completes with the time that an answer took; empty if it did not come in time} */
    private static CompletableFuture<Optional<Duration>> timed(CompletableFuture<Reply> answer, LongSupplier clock) {
        long began = clock.getAsLong();
        return answer.handle((reply, failure) -> {
                    if (failure == null) {
                        return CompletableFuture.completedFuture(
                                Optional.of(Duration.ofNanos(clock.getAsLong() - began)));
                    }
                    return failure instanceof CommandTimeoutException
                            ? CompletableFuture.completedFuture(Optional.<Duration>empty())
                            : CompletableFuture.<Optional<Duration>>failedFuture(failure);
                })
                .thenCompose(time -> time);
    }
}
