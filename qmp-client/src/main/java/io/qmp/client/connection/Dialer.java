package io.qmp.client.connection;

import io.qmp.api.error.ConnectFailedException;
import io.qmp.api.error.ConnectFailedException.Reason;
import io.qmp.api.error.WrongStateException;
import io.qmp.api.wire.ConnectOptions;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.EventLoop;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Connects to an address; for the first connection, if asked to, again and again until somebody listens there or the
 * time is over.
 */
public final class Dialer implements Connector {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(10);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(250);

    private final Target target;
    private final ConnectOptions options;
    private final Duration limit;
    private CompletableFuture<Connection> expected = new CompletableFuture<>();
    private EventLoop.@Nullable Timer nextAttempt;

    /**
     * Makes a connector that has done nothing yet.
     *
     * @param limit how long to go on trying for the first connection; zero for one attempt
     */
    public Dialer(Target target, ConnectOptions options, Duration limit) {
        this.target = target;
        this.options = options;
        this.limit = limit;
    }

    @Override
    public CompletionStage<Connection> connect() {
        return connect(limit);
    }

    @Override
    public CompletionStage<Connection> connectAgain(Duration left) {
        return connect(Duration.ZERO);
    }

    private CompletionStage<Connection> connect(Duration trying) {
        CompletableFuture<Connection> connected = new CompletableFuture<>();
        expected = connected;
        attempt(connected, target.loop().nanoTime() + TimeUnit.NANOSECONDS.convert(trying), FIRST_PAUSE);
        return connected;
    }

    @Override
    public CompletionStage<Void> close() {
        if (nextAttempt != null) {
            nextAttempt.cancel();
        }
        expected.completeExceptionally(new WrongStateException("the client was closed"));
        return CompletableFuture.completedFuture(null);
    }

    private void attempt(CompletableFuture<Connection> connected, long end, Duration pause) {
        target.connect(options).whenComplete((connection, failure) -> {
            if (connection == null) {
                failed(Failures.unwrap(failure), connected, end, pause);
            } else if (!connected.complete(connection)) {
                connection.abort();
            }
        });
    }

    private void failed(Throwable failure, CompletableFuture<Connection> connected, long end, Duration pause) {
        if (connected.isDone()) {
            return;
        }
        long left = end - target.loop().nanoTime();
        if (left > 0 && mayStillCome(failure)) {
            long nanos = Math.min(pause.toNanos(), left);
            Duration longer = pause.multipliedBy(2);
            Duration next = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
            nextAttempt = target.loop().schedule(Duration.ofNanos(nanos), () -> attempt(connected, end, next));
        } else {
            connected.completeExceptionally(failure);
        }
    }

    /** Permissions and certificates do not come with time; a server does. */
    private static boolean mayStillCome(@Nullable Throwable failure) {
        return failure instanceof ConnectFailedException connect
                && connect.reason() != Reason.DENIED
                && connect.reason() != Reason.INSECURE
                && connect.reason() != Reason.UNKNOWN_SCHEME;
    }
}
