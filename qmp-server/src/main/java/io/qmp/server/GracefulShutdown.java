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
import java.util.function.Consumer;

/**
 * The end of a server, in order: no new clients; {@code shuttingDown} of the plugins, whose events reach the sessions; no new commands; the running
 * one is answered; sessions are closed when their clients have taken what was sent; {@code close} of the plugins.
 *
 * <p>Sessions that have not ended within the grace are cut off. Everything happens on the loop; that the end comes if the loop is blocked is up to
 * {@link ShutdownDeadline}.
 */
final class GracefulShutdown {
    private static final System.Logger LOG = System.getLogger("io.qmp.server");

    private final EventLoop loop;
    private final Duration grace;
    private final Lane lane;
    private final PluginLife plugins;
    private final List<Session> sessions;
    private final List<Monitor> monitors;
    private final EventHub events;
    private final List<Listener> listeners = new ArrayList<>();
    private final CompletableFuture<Void> sessionsClosed = new CompletableFuture<>();
    private boolean begun;
    private boolean closing;
    private boolean closed;

    GracefulShutdown(
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

    /** Closes a listener and its monitor when the server ends; at once if that has begun. */
    void closeAtEnd(Listener listener, Monitor monitor) {
        if (begun) {
            listener.close();
            monitor.close();
        } else {
            listeners.add(listener);
        }
    }

    /** {@return completes on the loop when all sessions have ended and the plugins are closed} */
    CompletableFuture<Void> sessionsClosed() {
        return sessionsClosed;
    }

    void begin(ShutdownCause cause) {
        if (begun) {
            return;
        }
        begun = true;
        LOG.log(Level.DEBUG, () -> "shutting down: " + cause);
        EventLoop.Timer timer = loop.schedule(grace, this::cutOff);
        sessionsClosed.whenComplete((result, failure) -> timer.cancel());
        forEach(listeners, Listener::close);
        forEach(monitors, Monitor::close);
        plugins.shuttingDown(cause);
        lane.stop(this::closeSessions);
    }

    /** A session is gone; the last one ends the server, if it is ending. */
    void sessionEnded() {
        if (closing && sessions.isEmpty() && !closed) {
            closed = true;
            events.close();
            plugins.close();
            sessionsClosed.complete(null);
        }
    }

    private void closeSessions() {
        closing = true;
        forEach(sessions, Session::close);
        sessionEnded();
    }

    private void cutOff() {
        LOG.log(
                Level.WARNING,
                () -> "shutting down took longer than " + grace.toMillis() + " ms: " + sessions.size()
                        + " sessions are cut off");
        closing = true;
        forEach(sessions, Session::abort);
        sessionEnded();
    }

    /** What one of them throws, a transport's fault, leaves none of the others open. */
    private static <T> void forEach(List<T> all, Consumer<T> close) {
        for (T one : all) {
            try {
                close.accept(one);
            } catch (Throwable e) {
                LOG.log(Level.ERROR, "something could not be closed while the server was shutting down", e);
            }
        }
    }
}
