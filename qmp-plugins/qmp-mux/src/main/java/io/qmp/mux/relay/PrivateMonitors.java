package io.qmp.mux.relay;

import io.qmp.api.message.Event;
import io.qmp.api.message.Greeting;
import io.qmp.mux.options.Loss;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Each client has a monitor of its own, which QEMU deletes when the client has gone. The connection of the multiplexer
 * makes them. On the loop.
 */
final class PrivateMonitors implements Monitors, PrivateMonitor.Owner {
    private final Upstream control;
    private final Qemu.Tools tools;
    private final Connecting connecting;
    private final Loss onLoss;
    private final MonitorSetup setup;
    private final Map<PrivateMonitor, RelayClient> clients = new LinkedHashMap<>();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private boolean closing;

    PrivateMonitors(Upstream control, Qemu.Tools tools, Connecting connecting, Loss onLoss) {
        this.control = control;
        this.tools = tools;
        this.connecting = connecting;
        this.onLoss = onLoss;
        this.setup = new MonitorSetup(control);
    }

    /** {@return completes when a monitor could be made, which is closed again; fails with what stands against it} */
    CompletableFuture<Void> tryOut() {
        PrivateMonitor monitor = monitor();
        return monitor.open(tools.own().next()).thenAccept(greeting -> monitor.left());
    }

    private PrivateMonitor monitor() {
        return new PrivateMonitor(tools.host().loop(), setup, connecting, this);
    }

    @Override
    public CompletableFuture<Greeting> open(RelayClient client) {
        PrivateMonitor monitor = monitor();
        client.take(tools.relay().route(monitor));
        clients.put(monitor, client);
        return monitor.open(tools.own().next());
    }

    @Override
    public void event(Event event) {
        // clients receive it over their own monitors
    }

    @Override
    public void event(PrivateMonitor monitor, Event event) {
        RelayClient client = clients.get(monitor);
        if (client != null) {
            tools.events().relay(client, event);
        }
    }

    @Override
    public void lost(PrivateMonitor monitor) {
        RelayClient client = clients.get(monitor);
        if (client == null) {
            return;
        }
        if (onLoss == Loss.DISCONNECT) {
            clients.remove(monitor);
            tools.host().disconnect().accept(client.session());
            closeIfEmpty();
            return;
        }
        client.route().ifPresent(route -> route.descriptors().clear());
        tools.events().upstream(client, "down");
        if (control.isUp()) {
            openAgain(monitor, client);
        }
    }

    private void openAgain(PrivateMonitor monitor, RelayClient client) {
        monitor.open(tools.own().next())
                .whenComplete((greeting, failure) ->
                        // later, when it is known whether the connection of the multiplexer is lost, too
                        tools.host().loop().execute(() -> again(monitor, client, failure)));
    }

    private void again(PrivateMonitor monitor, RelayClient client, @Nullable Throwable failure) {
        if (failure == null) {
            tools.events().upstream(client, "up");
        } else if (control.isUp() && !monitor.hasLeft()) {
            tools.host()
                    .log()
                    .log(
                            "monitor",
                            Level.WARNING,
                            () -> client.session() + ": has no monitor any more: "
                                    + Qemu.cause(failure).getMessage());
            tools.host().disconnect().accept(client.session());
        }
    }

    @Override
    public void left(PrivateMonitor monitor) {
        clients.remove(monitor);
        closeIfEmpty();
    }

    @Override
    public void up() {
        new ArrayList<>(clients.entrySet()).forEach(entry -> {
            if (!entry.getKey().isUp()) {
                openAgain(entry.getKey(), entry.getValue());
            }
        });
    }

    @Override
    public void down() {
        // each client has an event when its own monitor is lost
    }

    @Override
    public CompletableFuture<Void> closed() {
        closing = true;
        closeIfEmpty();
        return closed;
    }

    @Override
    public void end() {
        new ArrayList<>(clients.keySet()).forEach(PrivateMonitor::left);
    }

    private void closeIfEmpty() {
        if (closing && clients.isEmpty()) {
            closed.complete(null);
        }
    }
}
