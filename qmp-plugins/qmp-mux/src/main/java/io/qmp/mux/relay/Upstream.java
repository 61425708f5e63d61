package io.qmp.mux.relay;

import io.qmp.api.error.ConnectionLostException;
import io.qmp.api.error.WrongStateException;
import io.qmp.api.host.FileDescriptor;
import io.qmp.api.message.Event;
import io.qmp.api.message.Greeting;
import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import io.qmp.api.wire.EventLoop;
import io.qmp.client.CallOptions;
import io.qmp.client.QmpClient;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A connection to a monitor of QEMU, which may be lost for a while. On the loop. */
final class Upstream extends Link<QmpClient> implements Peer {
    /** What happens to the connection. Called on the loop. */
    interface Observer {
        /** An event has come. */
        void event(Event event);

        /** Commands may be sent, for the first time or again. */
        void up(Greeting greeting);

        /** The connection is lost; another one is being made. */
        void down();

        /** There will be no connection any more; empty if QEMU has closed it in order. */
        void ended(Optional<Throwable> cause);
    }

    private final Observer observer;
    private CompletableFuture<Greeting> ready = new CompletableFuture<>();
    private @Nullable QmpClient client;

    Upstream(EventLoop loop, Observer observer) {
        super(loop);
        this.observer = observer;
    }

    /** Commands may be sent, for the first time or again. */
    void up(QmpClient running) {
        Greeting greeting = running.greeting().orElseThrow(); // a QMP client runs after the greeting only
        ready.complete(greeting);
        observer.up(greeting);
    }

    /** {@return completes with the greeting when commands may be sent; fails with what has ended the connection} */
    CompletableFuture<Greeting> greeting() {
        return ready.copy();
    }

    @Override
    public boolean isUp() {
        return ready.isDone() && !hasEnded();
    }

    @Override
    public CompletableFuture<Reply> send(Request request, CallOptions options) {
        QmpClient running = client;
        return running == null || !isUp() ? notSent(request, options) : running.send(request, options);
    }

    /** {@return the failure of a request that was not sent} What has come with it is closed. */
    static CompletableFuture<Reply> notSent(Request request, CallOptions options) {
        options.descriptor().ifPresent(FileDescriptor::close);
        return CompletableFuture.failedFuture(
                WrongStateException.notSent(request.command(), "QEMU is not there", null));
    }

    @Override
    public CompletableFuture<Void> close() {
        CompletableFuture<Void> closed = super.close();
        ready.completeExceptionally(new ConnectionLostException("the multiplexer is closed"));
        return closed;
    }

    @Override
    void connected(QmpClient made) {
        client = made;
        up(made);
    }

    @Override
    void event(Event event) {
        observer.event(event);
    }

    @Override
    void lost() {
        ready = new CompletableFuture<>();
        observer.down();
    }

    @Override
    void ended(Optional<Throwable> cause) {
        ready.completeExceptionally(cause.orElseGet(() -> new ConnectionLostException("QEMU has ended")));
        observer.ended(cause);
    }

    @Override
    CompletableFuture<Void> close(QmpClient made) {
        return made.close();
    }
}
