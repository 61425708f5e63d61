package io.qmp.mux.relay;

import io.qmp.api.error.ConnectionLostException;
import io.qmp.api.error.QmpException;
import io.qmp.api.message.Event;
import io.qmp.api.wire.EventLoop;
import io.qmp.client.EventListener;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A connection that is about to be made, is there, or has ended. On the loop.
 *
 * @param <C> the client that speaks over it
 */
public abstract class Link<C> {
    private final EventLoop loop;
    private final CompletableFuture<C> client = new CompletableFuture<>();
    private @Nullable PeerWait peerWait;
    private Optional<Throwable> failure = Optional.empty();
    private boolean ended;

    Link(EventLoop loop) {
        this.loop = loop;
    }

    /**
     * Begins to connect, in one attempt.
     *
     * @param connect makes the client, with a listener to its events and to its end
     */
    public final void start(Function<EventListener, CompletableFuture<C>> connect) {
        Listening listening = new Listening();
        connect.apply(listening).whenComplete((made, failure) -> {
            if (loop.inLoop()) {
                attempted(listening, made, failure, connect); // at once, before the next event
            } else {
                loop.execute(() -> attempted(listening, made, failure, connect));
            }
        });
    }

    /** As {@link #start}, and again for as long as the peer is not there or serves another client. */
    final void start(PeerWait waiting, Function<EventListener, CompletableFuture<C>> connect) {
        peerWait = waiting;
        waiting.begins();
        start(connect);
    }

    private void attempted(
            Listening listening,
            @Nullable C made,
            @Nullable Throwable failure,
            Function<EventListener, CompletableFuture<C>> connect) {
        if (made == null) {
            Throwable cause = failure == null ? new ConnectionLostException("there is no client") : failure;
            if (ended || peerWait == null || !PeerWait.mayStillSucceed(cause)) {
                end(Optional.of(cause));
            } else {
                this.failure = Optional.of(cause);
                loop.schedule(PeerWait.PAUSE, () -> startAgain(connect));
            }
        } else if (ended) {
            close(made);
        } else {
            if (peerWait != null) {
                peerWait.succeeded();
            }
            this.failure = Optional.empty();
            client.complete(made);
            connected(made);
            listening.begin();
        }
    }

    private void startAgain(Function<EventListener, CompletableFuture<C>> connect) {
        if (!ended) {
            start(connect);
        }
    }

    /** {@return completes with the client when it is connected for the first time; fails if there will be none} */
    final CompletableFuture<C> client() {
        return client;
    }

    /** {@return what has ended the attempt or connection before this one; empty if nothing is known} */
    final Optional<String> hindrance() {
        return failure.map(cause -> String.valueOf(Qemu.cause(cause).getMessage()));
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
        stopWaiting();
        client.completeExceptionally(new ConnectionLostException("the multiplexer is closed"));
        return client.isCompletedExceptionally()
                ? CompletableFuture.completedFuture(null)
                : client.thenCompose(this::close);
    }

    private void end(Optional<Throwable> cause) {
        if (!ended) {
            ended = true;
            stopWaiting();
            client.completeExceptionally(cause.orElseGet(() -> new ConnectionLostException("the peer has ended")));
            ended(cause);
        }
    }

    private void stopWaiting() {
        if (peerWait != null) {
            peerWait.ends();
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

    /** What happens to the client of one attempt. Its end counts once it was connected; before, the attempt fails. */
    private final class Listening implements EventListener {
        private boolean connected;
        private @Nullable Optional<Throwable> early;

        /** The client is connected, and may have ended meanwhile. */
        void begin() {
            connected = true;
            if (early != null) {
                end(early);
            }
        }

        @Override
        public void event(Event event) {
            Link.this.event(event);
        }

        @Override
        public void lost(QmpException cause) {
            failure = Optional.of(cause);
            Link.this.lost();
        }

        @Override
        public void ended(Optional<QmpException> cause) {
            Optional<Throwable> why = cause.map(failure -> failure);
            if (connected) {
                end(why);
            } else {
                early = why;
            }
        }
    }
}
