package io.qmp.mux.relay;

import io.qmp.api.error.ConnectionLostException;
import io.qmp.api.error.QmpException;
import io.qmp.api.message.Event;
import io.qmp.api.wire.EventLoop;
import io.qmp.client.EventListener;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * A connection that is about to be made, is there, or has ended. On the loop.
 *
 * @param <C> the client that speaks over it
 */
public abstract class Link<C> {
    private final EventLoop loop;
    private final CompletableFuture<C> client = new CompletableFuture<>();
    private boolean ended;

    Link(EventLoop loop) {
        this.loop = loop;
    }

    /**
     * Begins to connect.
     *
     * @param connect makes the client, with a listener to its events and to its end
     */
    public final void start(Function<EventListener, CompletableFuture<C>> connect) {
        connect.apply(new Listening())
                .whenComplete((made, failure) -> loop.execute(() -> {
                    if (failure != null) {
                        end(Optional.of(failure));
                    } else if (ended) {
                        close(made);
                    } else {
                        client.complete(made);
                        connected(made);
                    }
                }));
    }

    /** {@return completes with the client when it is connected for the first time; fails if there will be none} */
    final CompletableFuture<C> client() {
        return client;
    }

    final EventLoop loop() {
        return loop;
    }

    final boolean hasEnded() {
        return ended;
    }

    /** Closes the connection; {@link #ended} is not called. Completes when it is closed. */
    public CompletableFuture<Void> close() {
        ended = true;
        client.completeExceptionally(new ConnectionLostException("the multiplexer is closed"));
        return client.isCompletedExceptionally()
                ? CompletableFuture.completedFuture(null)
                : client.thenCompose(this::close);
    }

    private void end(Optional<Throwable> cause) {
        if (!ended) {
            ended = true;
            client.completeExceptionally(cause.orElseGet(() -> new ConnectionLostException("the peer has ended")));
            ended(cause);
        }
    }

    /** The client is connected. */
    abstract void connected(C made);

    /** An event has come. */
    abstract void event(Event event);

    /** The connection is lost, and the client makes another one. */
    abstract void lost();

    /** There will be no connection any more; empty if the peer has closed it in order. */
    abstract void ended(Optional<Throwable> cause);

    abstract CompletableFuture<Void> close(C made);

    private final class Listening implements EventListener {
        @Override
        public void event(Event event) {
            Link.this.event(event);
        }

        @Override
        public void lost(QmpException cause) {
            Link.this.lost();
        }

        @Override
        public void ended(Optional<QmpException> cause) {
            end(cause.map(failure -> failure));
        }
    }
}
