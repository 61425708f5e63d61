package io.qmp.client.connection;

import io.qmp.api.error.ConnectFailedException;
import io.qmp.api.error.ConnectFailedException.Reason;
import io.qmp.api.error.QmpException;
import io.qmp.api.error.WrongStateException;
import io.qmp.api.host.PeerCertificate;
import io.qmp.api.host.PeerCredentials;
import io.qmp.api.message.Greeting;
import io.qmp.api.schema.Schema;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.EventLoop;
import io.qmp.client.command.SchemaPreflight;
import io.qmp.client.command.SubmissionQueue;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Connects, opens one link after the other, reconnects, closes. Used on the client's loop, but for {@link #start},
 * {@link #close}, {@link #serverEnded} and what only reads.
 */
public final class ConnectionManager implements ServerLink.Owner {
    /** Callbacks for changes of the state, on the loop. */
    public interface Observer {
        /** A connection is being made; {@code loss} is why there is none any more, empty for the first. */
        void connecting(Optional<QmpException> loss);

        /** There is a connection; the handshake begins. */
        void negotiating();

        /** Commands may be executed. */
        void running();

        /** The client is being closed by this side. */
        void closing();

        /** The client has ended; {@code cause} is empty if it was closed. */
        void closed(Optional<QmpException> cause);
    }

    private enum Stage {
        IDLE,
        CONNECTING,
        NEGOTIATING,
        RUNNING,
        CLOSING,
        CLOSED
    }

    private final Connector connector;
    private final LinkContext context;
    private final Optional<Backoff> backoff;
    private final Observer observer;
    private final EventLoop loop;
    private final SubmissionQueue submissions;
    private final CompletableFuture<Void> started = new CompletableFuture<>();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private volatile Optional<Greeting> greeting = Optional.empty();
    private volatile PeerCredentials peerCredentials = PeerCredentials.UNKNOWN;
    private volatile Optional<PeerCertificate> peerCertificate = Optional.empty();
    private Stage stage = Stage.IDLE;
    private @Nullable ServerLink link;
    private EventLoop.@Nullable Timer nextAttempt;
    private boolean wasRunning;
    private Runnable resync = () -> {};

    /**
     * Makes a manager that has done nothing yet.
     *
     * @param backoff empty not to reconnect
     */
    public ConnectionManager(Connector connector, LinkContext context, Optional<Backoff> backoff, Observer observer) {
        this.connector = connector;
        this.context = context;
        this.backoff = backoff;
        this.observer = observer;
        this.loop = context.loop();
        this.submissions = new SubmissionQueue(loop);
    }

    /** {@return the queue of commands, which go to the present link} */
    public SubmissionQueue submissions() {
        return submissions;
    }

    /** {@return what the peer greeted with, on the present connection or the last} */
    public Optional<Greeting> greeting() {
        return greeting;
    }

    /** {@return who the peer is, on the present connection or the last} */
    public PeerCredentials peerCredentials() {
        return peerCredentials;
    }

    /** {@return the names in the peer's certificate, on the present connection or the last} */
    public Optional<PeerCertificate> peerCertificate() {
        return peerCertificate;
    }

    /** {@return the introspection of the peer; fails if there is no link that is ready} On the loop. */
    public CompletableFuture<Schema> schema() {
        ServerLink current = link;
        return current != null && stage == Stage.RUNNING
                ? current.schema()
                : CompletableFuture.failedFuture(WrongStateException.notSent(SchemaPreflight.QUERY, reason(), null));
    }

    /** {@return completes when everything is given back; not to be handed out} */
    public CompletableFuture<Void> closed() {
        return closed;
    }

    /** Connects. The stage completes when commands may be executed, or fails with the reason why they never may. */
    public CompletableFuture<Void> start(Runnable afterReconnect) {
        resync = afterReconnect;
        loop.execute(this::connect);
        return started;
    }

    /** Closes what there is. The stage completes when all is given back. */
    public CompletableFuture<Void> close() {
        try {
            loop.execute(this::closeOnLoop);
        } catch (RejectedExecutionException e) {
            closed.complete(null);
        }
        return closed.copy();
    }

    /** There is no server to connect to any more. Matters only as long as there was no connection. */
    public void serverEnded() {
        try {
            loop.execute(() -> {
                if (!wasRunning && stage == Stage.CONNECTING) {
                    end(Optional.of(new ConnectFailedException(
                            Reason.SERVER_ENDED, "the server has ended before there was a connection to it", null)));
                }
            });
        } catch (RejectedExecutionException e) {
            // The client has ended before its server did.
        }
    }

    private void become(Stage next) {
        stage = next;
        context.gauges().connected(next == Stage.RUNNING);
        if (next == Stage.RUNNING && link != null) {
            submissions.route(link.commandRoute());
        } else {
            submissions.refuse(reason());
        }
    }

    private String reason() {
        return "the client is " + stage.name().toLowerCase(Locale.ROOT);
    }

    private void connect() {
        if (stage == Stage.IDLE) {
            become(Stage.CONNECTING);
            observer.connecting(Optional.empty());
        }
        if (stage == Stage.CONNECTING) {
            backoff.filter(again -> wasRunning)
                    .map(again -> connector.connectAgain(again.left()))
                    .orElseGet(connector::connect)
                    .whenComplete(this::connected);
        }
    }

    private void connected(@Nullable Connection connection, @Nullable Throwable failure) {
        if (stage != Stage.CONNECTING) {
            if (connection != null) {
                connection.abort();
            }
        } else if (connection == null) {
            connectAgainOrEnd(asQmp(Failures.unwrap(failure)));
        } else {
            peerCredentials = connection.peerCredentials();
            peerCertificate = connection.peerCertificate();
            if (wasRunning) {
                context.events().reconnected();
            }
            ServerLink next = new ServerLink(connection, context, this);
            link = next;
            become(Stage.NEGOTIATING);
            observer.negotiating();
            next.open();
        }
    }

    @Override
    public void running(ServerLink running) {
        greeting = running.greeting();
        become(Stage.RUNNING);
        observer.running();
        backoff.ifPresent(Backoff::succeeded);
        if (wasRunning) {
            context.gauges().reconnected();
            context.events().ready();
            resync.run();
        } else {
            wasRunning = true;
            context.watch().watch();
            started.complete(null);
        }
    }

    @Override
    public void ended(ServerLink over, QmpException cause) {
        link = null;
        if (stage == Stage.CLOSING) {
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
        if (stage != Stage.CONNECTING) {
            become(Stage.CONNECTING);
            observer.connecting(Optional.of(cause));
            context.events().lost(cause);
        }
        nextAttempt = loop.schedule(pause.get(), this::connect);
    }

    private void closeOnLoop() {
        if (stage == Stage.CLOSING || stage == Stage.CLOSED) {
            return;
        }
        become(Stage.CLOSING);
        observer.closing();
        ServerLink current = link;
        if (current != null) {
            current.close();
        } else {
            end(Optional.empty());
        }
    }

    private void end(Optional<QmpException> cause) {
        become(Stage.CLOSED);
        observer.closed(cause);
        if (nextAttempt != null) {
            nextAttempt.cancel();
        }
        context.watch().close();
        context.events().end(cause);
        started.completeExceptionally(cause.orElseGet(() -> new WrongStateException("the client was closed")));
        connector.close().whenComplete((done, failure) -> closed.complete(null));
    }

    private static QmpException asQmp(Throwable failure) {
        return failure instanceof QmpException known
                ? known
                : new ConnectFailedException("connecting failed: " + failure.getMessage(), failure);
    }
}
