package io.qmp.client;

import io.qmp.api.error.ConnectFailedException;
import io.qmp.api.error.ConnectFailedException.Reason;
import io.qmp.api.error.QmpException;
import io.qmp.api.error.WrongStateException;
import io.qmp.api.host.PeerCredentials;
import io.qmp.api.message.Greeting;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.EventLoop;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes a client through its states: connects, opens one session after the other, closes. Happens on the client's loop, but for
 * {@link #start}, {@link #close} and what merely looks.
 */
final class Lifecycle implements Session.Owner {
    private final EventLoop loop;
    private final Connector connector;
    private final BiFunction<Connection, Session.Owner, Session> sessions;
    private final EventHub events;
    private final States states;
    private final Optional<Backoff> backoff;
    private final Supplier<CompletionStage<Void>> release;
    private final CompletableFuture<Void> started = new CompletableFuture<>();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private volatile Optional<Greeting> greeting = Optional.empty();
    private volatile PeerCredentials peerCredentials = PeerCredentials.UNKNOWN;
    private @Nullable Session session;
    private EventLoop.@Nullable Timer nextAttempt;
    private boolean wasRunning;
    private Runnable resync = () -> {};

    /**
     * @param sessions makes the session of a connection
     * @param backoff empty not to reconnect
     * @param release gives back, at the end, what the client holds
     */
    Lifecycle(
            EventLoop loop,
            Connector connector,
            BiFunction<Connection, Session.Owner, Session> sessions,
            EventHub events,
            States states,
            Optional<Backoff> backoff,
            Supplier<CompletionStage<Void>> release) {
        this.loop = loop;
        this.connector = connector;
        this.sessions = sessions;
        this.events = events;
        this.states = states;
        this.backoff = backoff;
        this.release = release;
    }

    Optional<Greeting> greeting() {
        return greeting;
    }

    PeerCredentials peerCredentials() {
        return peerCredentials;
    }

    /** The present session, if there is one; on the loop. */
    @Nullable
    Session session() {
        return session;
    }

    CompletableFuture<Void> closed() {
        return closed;
    }

    /** Connects. The stage completes when commands may be executed, or fails with the reason why they never may. */
    CompletionStage<Void> start(Runnable afterReconnect) {
        resync = afterReconnect;
        loop.execute(this::connect);
        return started;
    }

    /** Closes what there is. The stage completes when all is given back. */
    CompletionStage<Void> close() {
        try {
            loop.execute(this::closeOnLoop);
        } catch (RejectedExecutionException e) {
            closed.complete(null);
        }
        return closed.copy();
    }

    /** There is no server to connect to any more. Matters only as long as there was no connection. */
    void serverEnded() {
        try {
            loop.execute(() -> {
                if (!wasRunning && states.is(ClientState.CONNECTING)) {
                    end(Optional.of(new ConnectFailedException(
                            Reason.SERVER_ENDED, "the server has ended before there was a connection to it", null)));
                }
            });
        } catch (RejectedExecutionException e) {
            // The client has ended before its server did.
        }
    }

    /** Hands a command of a user to the session. */
    void submit(PendingCommand<?> command) {
        Session current = session;
        if (current != null) {
            current.submit(command);
        } else {
            command.refuseToSend("the client is " + states.current(), null);
        }
    }

    void sendSentinel() {
        Session current = session;
        if (current != null) {
            current.sendSentinel();
        }
    }

    private void connect() {
        if (states.is(ClientState.IDLE)) {
            states.become(ClientState.CONNECTING, Optional.empty());
        }
        if (states.is(ClientState.CONNECTING)) {
            connector.connect().whenComplete(this::connected);
        }
    }

    private void connected(@Nullable Connection connection, @Nullable Throwable failure) {
        if (!states.is(ClientState.CONNECTING)) {
            if (connection != null) {
                connection.abort();
            }
        } else if (connection == null) {
            connectAgainOrEnd(asQmp(Failures.unwrap(failure)));
        } else {
            peerCredentials = connection.peerCredentials();
            if (wasRunning) {
                events.reconnected();
            }
            Session next = sessions.apply(connection, this);
            session = next;
            states.become(ClientState.NEGOTIATING, Optional.empty());
            next.open();
        }
    }

    @Override
    public void running(Session running) {
        greeting = running.greeting();
        states.become(ClientState.RUNNING, Optional.empty());
        backoff.ifPresent(Backoff::succeeded);
        if (wasRunning) {
            resync.run();
        } else {
            wasRunning = true;
            started.complete(null);
        }
    }

    @Override
    public void ended(Session over, QmpException cause) {
        session = null;
        if (states.is(ClientState.CLOSING)) {
            end(Optional.empty());
        } else {
            connectAgainOrEnd(cause);
        }
    }

    private void connectAgainOrEnd(QmpException cause) {
        Optional<Duration> pause = wasRunning ? backoff.flatMap(Backoff::pause) : Optional.empty();
        if (pause.isEmpty()) {
            end(Optional.of(cause));
            return;
        }
        if (!states.is(ClientState.CONNECTING)) {
            states.become(ClientState.CONNECTING, Optional.of(cause));
            events.lost(cause);
        }
        nextAttempt = loop.schedule(pause.get(), this::connect);
    }

    private void closeOnLoop() {
        if (states.is(ClientState.CLOSING) || states.is(ClientState.CLOSED)) {
            return;
        }
        states.become(ClientState.CLOSING, Optional.empty());
        Session current = session;
        if (current != null) {
            current.close();
        } else {
            end(Optional.empty());
        }
    }

    private void end(Optional<QmpException> cause) {
        states.become(ClientState.CLOSED, cause.map(Throwable.class::cast));
        if (nextAttempt != null) {
            nextAttempt.cancel();
        }
        events.end(cause);
        started.completeExceptionally(cause.orElseGet(() -> new WrongStateException("the client was closed")));
        connector.close().thenCompose(nothing -> release.get()).whenComplete((done, failure) -> closed.complete(null));
    }

    private static QmpException asQmp(Throwable failure) {
        return failure instanceof QmpException known
                ? known
                : new ConnectFailedException("connecting failed: " + failure.getMessage(), failure);
    }
}
