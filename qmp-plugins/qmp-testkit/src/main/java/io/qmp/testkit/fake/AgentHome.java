package io.qmp.testkit.fake;

import io.qmp.api.local.LocalConnection;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.EventLoop;
import io.qmp.api.wire.ListenOptions;
import io.qmp.api.wire.QmpAddress;
import io.qmp.api.wire.Transport;
import io.qmp.api.wire.Transports;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The place where the clients of an agent connect: at a socket in real time, or within the process in virtual time. */
final class AgentHome {
    private final Time time;
    private final EventLoop loop;
    private final @Nullable Transport transport;
    private final Optional<TemporarySocket> socket;
    private final @Nullable QmpAddress address;

    private AgentHome(Time time, EventLoop loop, @Nullable Transport transport, @Nullable QmpAddress where) {
        this.time = time;
        this.loop = loop;
        this.transport = transport;
        this.socket = transport == null || where != null ? Optional.empty() : Optional.of(new TemporarySocket());
        this.address =
                where != null ? where : socket.map(TemporarySocket::address).orElse(null);
    }

    static AgentHome inVirtualTime() {
        VirtualTime time = new VirtualTime();
        return new AgentHome(time, time.loop(), null, null);
    }

    static AgentHome atSocket(@Nullable QmpAddress where) {
        Transport transport = where == null
                ? Transports.installed().open()
                : Transports.installed().openFor(where);
        return new AgentHome(new RealTime(), transport.newEventLoop(), transport, where);
    }

    /** {@return the address at which connections are taken from now on; empty in virtual time} */
    Optional<QmpAddress> open(Consumer<Connection> acceptor) {
        if (transport == null || address == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(time.await(transport
                            .listen(address, ListenOptions.DEFAULT, loop, acceptor)
                            .toCompletableFuture())
                    .address());
        } catch (CompletionException e) {
            close();
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** {@return the client's end of a new connection within the process} */
    Connection connection(Consumer<Connection> acceptor) {
        LocalConnection.Ends ends = LocalConnection.open(loop, "client", "fake agent");
        run(() -> acceptor.accept(ends.second()));
        return ends.first();
    }

    Time time() {
        return time;
    }

    /** Runs a task on the loop, and waits for it. */
    void run(Runnable task) {
        CompletableFuture<Void> done = CompletableFuture.runAsync(task, loop);
        time.await(done);
    }

    /** Ends the loop and all connections. */
    void close() {
        try {
            if (transport != null) {
                time.await(transport.close().toCompletableFuture());
            }
            time.run();
        } finally {
            socket.ifPresent(TemporarySocket::remove);
        }
    }
}
