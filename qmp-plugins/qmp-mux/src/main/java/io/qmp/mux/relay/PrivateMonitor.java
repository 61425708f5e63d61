package io.qmp.mux.relay;

import io.qmp.api.error.ConnectionLostException;
import io.qmp.api.host.SocketPair;
import io.qmp.api.message.Event;
import io.qmp.api.message.Greeting;
import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import io.qmp.api.wire.EventLoop;
import io.qmp.client.CallOptions;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A monitor of QEMU that is one client's alone. When its connection is lost, it can be opened again. On the loop. */
final class PrivateMonitor implements Peer, Upstream.Observer {
    /** What happens to it. */
    interface Owner {
        /** An event has come. */
        void event(PrivateMonitor monitor, Event event);

        /** QEMU has closed the connection. */
        void lost(PrivateMonitor monitor);

        /** The client has left, and the connection is closed. */
        void left(PrivateMonitor monitor);
    }

    private final EventLoop loop;
    private final MonitorSetup setup;
    private final Connecting connecting;
    private final Owner owner;
    private String name = "";
    private @Nullable Upstream link;
    private CompletableFuture<Void> opened = CompletableFuture.completedFuture(null);
    private boolean left;

    PrivateMonitor(EventLoop loop, MonitorSetup setup, Connecting connecting, Owner owner) {
        this.loop = loop;
        this.setup = setup;
        this.connecting = connecting;
        this.owner = owner;
    }

    /** {@return its name in QEMU} */
    String name() {
        return name;
    }

    /**
     * Makes the monitor in QEMU, and connects to it.
     *
     * @param newName has not been used before
     * @return completes with its greeting; fails if it cannot be made, or the client has left
     */
    CompletableFuture<Greeting> open(String newName) {
        name = newName;
        SocketPair pair;
        try {
            pair = connecting.pair();
        } catch (Throwable e) { // the platform may lack what it needs
            return CompletableFuture.failedFuture(e);
        }
        CompletableFuture<Greeting> greeting = setup.make(newName, pair.first())
                .whenComplete((made, failure) -> {
                    if (failure != null) {
                        pair.second().close(); // QEMU notices, and deletes what was made
                    }
                })
                .thenCompose(made -> connect(pair));
        opened = greeting.handle((greeted, failure) -> null);
        return greeting.thenCompose(greeted -> left
                ? CompletableFuture.failedFuture(new ConnectionLostException("the client has gone"))
                : CompletableFuture.completedFuture(greeted));
    }

    private CompletableFuture<Greeting> connect(SocketPair pair) {
        Upstream connection = new Upstream(loop, this);
        link = connection;
        connection.start(listener -> connecting.over(pair.second(), listener));
        return connection.greeting();
    }

    @Override
    public boolean isUp() {
        return link != null && link.isUp();
    }

    @Override
    public CompletableFuture<Reply> send(Request request, CallOptions options) {
        return link == null ? Upstream.notSent(request, options) : link.send(request, options);
    }

    /** The connection is closed once QEMU has greeted: 11.1.3 crashes if it is while its monitor begins. */
    @Override
    public void left() {
        left = true;
        opened.thenCompose(nothing -> link == null ? opened : link.close())
                .whenComplete((done, failure) -> loop.execute(() -> owner.left(this)));
    }

    boolean hasLeft() {
        return left;
    }

    @Override
    public void event(Event event) {
        owner.event(this, event);
    }

    @Override
    public void up(Greeting greeting) {}

    @Override
    public void down() {}

    @Override
    public void ended(Optional<Throwable> cause) {
        owner.lost(this);
    }
}
