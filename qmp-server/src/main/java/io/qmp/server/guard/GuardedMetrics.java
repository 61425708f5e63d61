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
    private final List<Registered> ofCommands;

    /** Makes one of all that are registered. */
    public GuardedMetrics(List<Registered> all) {
        this.all = List.copyOf(all);
        this.ofCommands = all.stream().filter(GuardedMetrics::wantsCommands).toList();
    }

    /** One that fails in saying so wants them. */
    private static boolean wantsCommands(Registered registered) {
        boolean[] wants = {true};
        registered.plugin().run("metrics", () -> wants[0] = registered.metrics().wantsCommands());
        return wants[0];
    }

    @Override
    public boolean wantsCommands() {
        return !ofCommands.isEmpty();
    }

    @Override
    public void sessionOpened(SessionInfo session) {
        each(all, metrics -> metrics.sessionOpened(session));
    }

    @Override
    public void sessionClosed(SessionInfo session, SessionEnd end) {
        each(all, metrics -> metrics.sessionClosed(session, end));
    }

    @Override
    public void commandEnded(SessionInfo session, CommandEnd end) {
        each(ofCommands, metrics -> metrics.commandEnded(session, end));
    }

    @Override
    public void malformed(SessionInfo session, QmpError error) {
        each(ofCommands, metrics -> metrics.malformed(session, error));
    }

    @Override
    public void eventSent(SessionInfo session, String event) {
        each(all, metrics -> metrics.eventSent(session, event));
    }

    @Override
    public void eventDropped(SessionInfo session, String event) {
        each(all, metrics -> metrics.eventDropped(session, event));
    }

    @Override
    public void eventThrottled(String event) {
        each(all, metrics -> metrics.eventThrottled(event));
    }

    @Override
    public void clientRefused(String monitor) {
        each(all, metrics -> metrics.clientRefused(monitor));
    }

    private static void each(List<Registered> receivers, Consumer<ServerMetrics> call) {
        for (Registered registered : receivers) {
            registered.plugin().run("metrics", () -> call.accept(registered.metrics()));
        }
    }
}
