package io.qmp.program.probe;

import io.qmp.api.Experimental;
import io.qmp.api.error.CommandTimeoutException;
import io.qmp.api.message.Greeting;
import io.qmp.api.message.Request;
import io.qmp.api.message.WireNames;
import io.qmp.api.value.QmpObject;
import io.qmp.client.CallOptions;
import io.qmp.client.QmpClient;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

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

    /** {@return whether a server executes commands out of band} */
    public static boolean offersOutOfBand(QmpClient client) {
        return client.greeting()
                .map(Greeting::capabilities)
                .filter(capabilities -> capabilities.contains(WireNames.OOB))
                .isPresent();
    }

    private static CompletableFuture<Optional<Duration>> ask(
            QmpClient client, String command, boolean outOfBand, Duration limit) {
        long began = client.loop().nanoTime();
        Request request = new Request(command, QmpObject.EMPTY, null, outOfBand);
        return client.send(request, CallOptions.DEFAULT.withHardLimit(limit))
                .handle((reply, failure) -> {
                    if (failure == null) {
                        return CompletableFuture.completedFuture(
                                Optional.of(Duration.ofNanos(client.loop().nanoTime() - began)));
                    }
                    return failure instanceof CommandTimeoutException
                            ? CompletableFuture.completedFuture(Optional.<Duration>empty())
                            : CompletableFuture.<Optional<Duration>>failedFuture(failure);
                })
                .thenCompose(answer -> answer);
    }
}
