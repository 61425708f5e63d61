package io.qmp.server;

import io.qmp.api.spi.ShutdownCause;
import io.qmp.api.wire.EventLoop;
import io.qmp.server.plugin.PluginLife;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * That a server ends in time, whatever its plugins do: from the first request to shut down a time runs on a thread of its own. When it is over, the
 * server counts as ended, though its loop be blocked. May be used on any thread.
 */
final class ShutdownDeadline {
    /** How much longer than the grace it takes at most: for closing what the end of the grace has cut off. */
    static final Duration MARGIN = Duration.ofMillis(500);

    private static final System.Logger LOG = System.getLogger("io.qmp.server");

    private final Duration limit;
    private final Alarm alarm;
    private final PluginLife plugins;
    private final AtomicReference<@Nullable ShutdownCause> requested = new AtomicReference<>();
    private final CompletableFuture<ShutdownCause> ended = new CompletableFuture<>();

    /**
     * Makes the deadline.
     *
     * @param grace how long a shutdown may take
     * @param plugins tells what the shutdown waits for
     */
    ShutdownDeadline(Duration grace, Alarm alarm, PluginLife plugins) {
        this.limit = grace.plus(MARGIN);
        this.alarm = alarm;
        this.plugins = plugins;
    }

    /** {@return whether this is the first request, from which the time runs} */
    boolean request(ShutdownCause cause) {
        if (!requested.compareAndSet(null, cause)) {
            return false;
        }
        EventLoop.Timer timer = alarm.schedule(limit, () -> missed(cause));
        ended.whenComplete((result, failure) -> timer.cancel());
        return true;
    }

    /** {@return whether the server is asked to end, or has ended} */
    boolean isRequested() {
        return requested.get() != null;
    }

    /** All that belongs to the server is closed. */
    void reached() {
        ShutdownCause cause = requested.get();
        ended.complete(cause == null ? ShutdownCause.NONE : cause);
    }

    /** {@return completes with the cause of the first request when the server has ended, or when the time is over. Never fails} */
    CompletableFuture<ShutdownCause> ended() {
        return ended;
    }

    private void missed(ShutdownCause cause) {
        if (!ended.isDone()) {
            String running = plugins.running();
            LOG.log(
                    Level.WARNING,
                    "the server has not ended within " + limit.toMillis() + " ms and is given up: "
                            + (running == null ? "its event loop is blocked" : running + " does not return"));
            ended.complete(cause);
        }
    }
}
