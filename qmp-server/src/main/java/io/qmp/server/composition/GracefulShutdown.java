package io.qmp.server.composition;

import io.qmp.api.Loggers;
import io.qmp.api.spi.ShutdownCause;
import io.qmp.api.wire.EventLoop;
import io.qmp.server.guard.LoopTasks;
import io.qmp.server.monitor.Devices;
import io.qmp.server.plugin.PluginLife;
import io.qmp.server.session.SessionRegistry;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Ends a server in this order: no new clients; {@code shuttingDown} of the plugins, whose events reach the
 * sessions; no new commands; the running command is answered; sessions are closed when their clients have read what
 * was sent; {@code close} of the plugins.
 *
 * <p>Sessions that have not ended within the grace are aborted. Everything happens on the loop;
 * {@link ShutdownDeadline} ends the wait if the loop is blocked.
 */
final class GracefulShutdown {
    private static final System.Logger LOG = Loggers.named("io.qmp.server");

    private final Duration grace;
    private final Devices devices;
    private final PluginLife plugins;
    private final SessionRegistry sessions;
    private final Runnable release;
    private final CompletableFuture<Void> closed = new CompletableFuture<>();

    /**
     * Makes the shutdown, which {@link #begin} begins.
     *
     * @param grace the time after which sessions are aborted
     * @param release is run when the plugins have been closed; throws nothing
     */
    GracefulShutdown(Duration grace, Devices devices, PluginLife plugins, SessionRegistry sessions, Runnable release) {
        this.grace = grace;
        this.devices = devices;
        this.plugins = plugins;
        this.sessions = sessions;
        this.release = release;
    }

    /**
     * Begins the shutdown. May be called on any thread, once.
     *
     * @return completes on the loop when all sessions have ended and all plugins are closed; never if the loop has
     *     ended
     */
    CompletionStage<Void> begin(ShutdownCause cause) {
        LoopTasks.run(sessions.loop(), () -> beginOnLoop(cause));
        return closed;
    }

    /**
     * {@return the plugin's call that has not returned, for messages; {@code null} if there is none. On any thread}
     */
    @Nullable
    String running() {
        return plugins.running();
    }

    private void beginOnLoop(ShutdownCause cause) {
        LOG.log(Level.DEBUG, () -> "shutting down: " + cause);
        EventLoop.Timer timer = sessions.loop().schedule(grace, this::cutOff);
        closed.thenRun(timer::cancel);
        sessions.closed().thenRun(this::closePlugins);
        devices.close();
        plugins.shuttingDown(cause);
        sessions.stop(sessions::close);
    }

    private void cutOff() {
        LOG.log(
                Level.WARNING,
                () -> "shutting down took longer than " + grace.toMillis() + " ms: " + sessions.size()
                        + " sessions are cut off");
        sessions.abort();
    }

    private void closePlugins() {
        plugins.close();
        release.run();
        closed.complete(null);
    }
}
