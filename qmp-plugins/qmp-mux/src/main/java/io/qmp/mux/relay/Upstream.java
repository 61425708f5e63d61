package io.qmp.mux.relay;

import io.qmp.api.error.ConnectionLostException;
import io.qmp.api.error.QmpException;
import io.qmp.api.error.WrongStateException;
import io.qmp.api.host.FileDescriptor;
import io.qmp.api.message.Event;
import io.qmp.api.message.Greeting;
import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import io.qmp.api.wire.EventLoop;
import io.qmp.client.CallOptions;
import io.qmp.client.EventListener;
import io.qmp.client.QmpClient;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The connection to QEMU, which may not be there yet, or not be there for a while. On the loop.
 */
public final class Upstream implements Backend {
    /** What happens to the connection. Called on the loop. */
    public interface Observer {
        /** An event has come. */
        void event(Event event);

        /** Commands may be sent. */
        void up(Greeting greeting);

        /** The connection is lost; another one is being made. */
        void down();

        /**
         * There will be no connection any more.
         *
         * @param cause why, unless it was closed by this side
         */
        void ended(Optional<Throwable> cause);
    }

    private final EventLoop loop;
    private final Observer observer;
    private CompletableFuture<Greeting> ready = new CompletableFuture<>();
    private @Nullable QmpClient client;
    private boolean ended;

    /**
     * Makes an upstream without a connection.
     *
     * @param loop the loop of the client
     * @param observer is called with what happens
     */
    public Upstream(EventLoop loop, Observer observer) {
        this.loop = loop;
        this.observer = observer;
    }

    /**
     * Begins to connect.
     *
     * @param connect makes the client with a listener to events, and with something to do after each reconnection
     */
    public void start(Function<EventListener, CompletableFuture<QmpClient>> connect) {
        connect.apply(new Listening())
                .whenComplete((made, failure) -> loop.execute(() -> {
                    if (failure != null) {
                        end(Optional.of(failure));
                    } else if (ended) {
                        made.close();
                    } else {
                        client = made;
                        up(made);
                    }
                }));
    }

    /** Commands may be sent, for the first time or again. */
    public void up(QmpClient running) {
        Greeting greeting = running.greeting().orElseThrow(); // a QMP client runs after the greeting only
        ready.complete(greeting);
        observer.up(greeting);
    }

    /**
     * {@return completes on the loop with the greeting of QEMU when commands may be sent; fails with a {@link
     * TimeoutException} if that takes longer than a limit, or with what has ended the connection}
     */
    CompletableFuture<Greeting> greeting(Duration limit) {
        CompletableFuture<Greeting> greeting = ready.copy();
        if (!greeting.isDone()) {
            EventLoop.Timer timer = loop.schedule(
                    limit, () -> greeting.completeExceptionally(new TimeoutException("QEMU is not there")));
            greeting.whenComplete((known, failure) -> timer.cancel());
        }
        return greeting;
    }

    @Override
    public boolean isUp() {
        return ready.isDone() && !ended;
    }

    @Override
    public CompletableFuture<Reply> send(Request request, CallOptions options) {
        QmpClient running = client;
        if (running == null || !isUp()) {
            options.descriptor().ifPresent(FileDescriptor::close);
            return CompletableFuture.failedFuture(
                    WrongStateException.notSent(request.command(), "QEMU is not there", null));
        }
        return running.send(request, options);
    }

    /** Closes the connection. */
    public CompletableFuture<Void> close() {
        ended = true;
        ready.completeExceptionally(new ConnectionLostException("the multiplexer is closed"));
        QmpClient running = client;
        return running == null ? CompletableFuture.completedFuture(null) : running.close();
    }

    private void end(Optional<Throwable> cause) {
        if (!ended) {
            ended = true;
            ready.completeExceptionally(cause.orElseGet(() -> new ConnectionLostException("QEMU has ended")));
            observer.ended(cause);
        }
    }

    /** Receives the events, and the fate of the connection, from the client. */
    private final class Listening implements EventListener {
        @Override
        public void event(Event event) {
            observer.event(event);
        }

        @Override
        public void lost(QmpException cause) {
            ready = new CompletableFuture<>();
            observer.down();
        }

        @Override
        public void ended(Optional<QmpException> cause) {
            end(cause.map(failure -> failure));
        }
    }
}
