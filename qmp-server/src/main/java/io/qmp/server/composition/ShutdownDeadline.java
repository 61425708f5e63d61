package io.qmp.server.composition;

import io.qmp.api.Loggers;
import io.qmp.api.spi.ShutdownCause;
import io.qmp.api.wire.EventLoop;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Ends a server within a time limit, whatever its plugins do. The time runs from the first request to shut down, on a
 * thread of its own. When it is over, the server counts as ended even if its loop is blocked. May be used on any
 * thread.
 */
public final class ShutdownDeadline {
    /** The time beyond the grace: for closing what is aborted at the end of the grace. */
    public static final Duration MARGIN = Duration.ofMillis(500);

    private static final System.Logger LOG = Loggers.named("io.qmp.server");

    private final Duration limit;
    private final Alarm alarm;
    private final GracefulShutdown shutdown;
    private final ServerResources resources;
    private final AtomicReference<@Nullable ShutdownCause> requested = new AtomicReference<>();
    private final CompletableFuture<ShutdownCause> closed = new CompletableFuture<>();

    /**
     * Makes the deadline.
     *
     * @param grace the grace of the shutdown
     * @param alarm measures the time
     * @param shutdown closes sessions and plugins
     * @param resources are released afterwards, or when the time is over
     */
    ShutdownDeadline(Duration grace, Alarm alarm, GracefulShutdown shutdown, ServerResources resources) {
        this.limit = grace.plus(MARGIN);
        this.alarm = alarm;
        this.shutdown = shutdown;
        this.resources = resources;
    }

    /** Shuts the server down. Calls after the first have no effect. */
    public void request(ShutdownCause cause) {
        if (!requested.compareAndSet(null, cause)) {
            return;
        }
        EventLoop.Timer timer = alarm.schedule(limit, () -> missed(cause));
        closed.thenRun(timer::cancel);
        shutdown.begin(cause)
                .thenCompose(plugins -> resources.release())
                .whenComplete((released, failure) -> closed.complete(cause));
    }

    /** {@return whether a shutdown was requested} */
    public boolean isRequested() {
        return requested.get() != null;
    }

    /**
     * {@return completes with the cause of the first request when the server has ended, or when the time is over.
     * Never fails}
     */
    public CompletableFuture<ShutdownCause> closed() {
        return closed;
    }

    private void missed(ShutdownCause cause) {
        if (!closed.isDone()) {
            String running = shutdown.running();
            LOG.log(
                    Level.WARNING,
                    "the server has not ended within " + limit.toMillis() + " ms and is given up: "
                            + (running == null ? "its event loop is blocked" : running + " does not return"));
            resources.release();
            closed.complete(cause);
        }
    }
}
