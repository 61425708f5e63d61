package io.qmp.mux.relay;

import io.qmp.api.message.Event;
import io.qmp.api.message.Greeting;
import java.util.concurrent.CompletableFuture;

/** The connection of the multiplexer is the monitor of all clients. */
final class SharedMonitor implements Monitors {
    private final Upstream upstream;
    private final EventRelay events;
    private final Route route;

    SharedMonitor(Upstream upstream, EventRelay events, Route route) {
        this.upstream = upstream;
        this.events = events;
        this.route = route;
    }

    @Override
    public CompletableFuture<Greeting> open(RelayClient client) {
        client.take(route);
        return upstream.greeting();
    }

    @Override
    public void event(Event event) {
        events.relay(event);
    }

    @Override
    public void up() {
        events.upstream("up");
    }

    @Override
    public void down() {
        route.descriptors().clear();
        events.upstream("down");
    }

    @Override
    public CompletableFuture<Void> closed() {
        return CompletableFuture.completedFuture(null);
    }
}
