package io.qmp.server.guard;

import io.qmp.api.command.SessionInfo;
import io.qmp.api.error.QmpError;
import io.qmp.api.spi.CommandEnd;
import io.qmp.api.spi.ServerMetrics;
import java.util.List;
import java.util.function.Consumer;

/** The metrics of all plugins. What one of them throws is logged, and the others are called all the same. */
public final class GuardedMetrics implements ServerMetrics {
    /**
     * The metrics of one plugin.
     *
     * @param metrics receives what the server does
     * @param plugin the plugin
     */
    public record Registered(ServerMetrics metrics, PluginCode plugin) {}

    private final List<Registered> all;

    /** Makes one of all that are registered. */
    public GuardedMetrics(List<Registered> all) {
        this.all = List.copyOf(all);
    }

    @Override
    public void sessionOpened(SessionInfo session) {
        each(metrics -> metrics.sessionOpened(session));
    }

    @Override
    public void sessionClosed(SessionInfo session, SessionEnd end) {
        each(metrics -> metrics.sessionClosed(session, end));
    }

    @Override
    public void commandEnded(SessionInfo session, CommandEnd end) {
        each(metrics -> metrics.commandEnded(session, end));
    }

    @Override
    public void malformed(SessionInfo session, QmpError error) {
        each(metrics -> metrics.malformed(session, error));
    }

    @Override
    public void eventSent(SessionInfo session, String event) {
        each(metrics -> metrics.eventSent(session, event));
    }

    @Override
    public void eventDropped(SessionInfo session, String event) {
        each(metrics -> metrics.eventDropped(session, event));
    }

    @Override
    public void eventThrottled(String event) {
        each(metrics -> metrics.eventThrottled(event));
    }

    @Override
    public void clientRefused(String monitor) {
        each(metrics -> metrics.clientRefused(monitor));
    }

    private void each(Consumer<ServerMetrics> call) {
        for (Registered registered : all) {
            registered.plugin().run("metrics", () -> call.accept(registered.metrics()));
        }
    }
}
