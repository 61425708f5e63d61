package io.qmp.server;

import io.qmp.api.spi.ShutdownCause;
import io.qmp.api.wire.EventLoop;
import io.qmp.api.wire.Listener;
import io.qmp.server.dispatch.Lane;
import io.qmp.server.event.EventHub;
import io.qmp.server.monitor.Monitor;
import io.qmp.server.plugin.PluginLife;
import io.qmp.server.session.Session;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The end of a server, in order: no new clients; plugins are told, and their events reach the sessions; no new commands; the running one
 * is answered; sessions are closed when their clients have taken what was sent; plugins are closed.
 *
 * <p>What does not come to its end within the time of grace is cut off.
 */
final class Ending {
    private static final System.Logger LOG = System.getLogger("io.qmp.server");

    private final EventLoop loop;
    private final Duration grace;
    private final Lane lane;
    private final PluginLife plugins;
    private final List<Session> sessions;
    private final List<Monitor> monitors;
    private final EventHub events;
    private final List<Listener> listeners = new ArrayList<>();
    private final CompletableFuture<ShutdownCause> sessionsClosed = new CompletableFuture<>();
    private ShutdownCause cause = ShutdownCause.NONE;
    private boolean begun;
    private boolean closing;

    Ending(
            EventLoop loop,
            Duration grace,
            Lane lane,
            PluginLife plugins,
            List<Session> sessions,
            List<Monitor> monitors,
            EventHub events) {
        this.loop = loop;
        this.grace = grace;
        this.lane = lane;
        this.plugins = plugins;
        this.sessions = sessions;
        this.monitors = monitors;
        this.events = events;
    }

    boolean hasBegun() {
        return begun;
    }

    /** Has a listener closed when the server ends; at once if that has begun. */
    void closeAtEnd(Listener listener) {
        if (begun) {
            listener.close();
        } else {
            listeners.add(listener);
        }
    }

    /** {@return completes on the loop when all sessions have ended and the plugins are closed} */
    CompletableFuture<ShutdownCause> sessionsClosed() {
        return sessionsClosed;
    }

    void begin(ShutdownCause shutdownCause) {
        if (begun) {
            return;
        }
        begun = true;
        cause = shutdownCause;
        LOG.log(Level.DEBUG, () -> "shutting down: " + shutdownCause);
        listeners.forEach(Listener::close);
        monitors.forEach(Monitor::close);
        plugins.shuttingDown(shutdownCause);
        EventLoop.Timer timer = loop.schedule(grace, this::cutOff);
        sessionsClosed.whenComplete((result, failure) -> timer.cancel());
        lane.stop(this::closeSessions);
    }

    /** A session is gone; the last one ends the server, if it is ending. */
    void sessionEnded() {
        if (closing && sessions.isEmpty() && !sessionsClosed.isDone()) {
            events.close();
            plugins.close();
            sessionsClosed.complete(cause);
        }
    }

    private void closeSessions() {
        closing = true;
        sessions.forEach(Session::close);
        sessionEnded();
    }

    private void cutOff() {
        LOG.log(
                Level.WARNING,
                () -> "shutting down took longer than " + grace.toMillis() + " ms: " + sessions.size()
                        + " sessions are cut off");
        closing = true;
        sessions.forEach(Session::abort);
        sessionEnded();
    }
}
