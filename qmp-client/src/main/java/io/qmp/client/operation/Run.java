package io.qmp.client.operation;

import io.qmp.api.error.CommandTimeoutException;
import io.qmp.api.error.ConnectionLostException;
import io.qmp.api.error.QmpException;
import io.qmp.api.error.WrongStateException;
import io.qmp.api.message.Event;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.EventLoop;
import io.qmp.client.EventListener;
import io.qmp.client.ListenerRegistration;
import io.qmp.client.QmpClient;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One run of an {@link Operation}, and the future that its caller holds. */
final class Run<T> extends CompletableFuture<T> implements EventListener {
    /** How soon to ask again when that was not possible, or not answered. */
    private static final Duration LATER = Duration.ofMillis(250);

    private final QmpClient client;
    private final String what;
    private final Operation.Rules<T> rules;
    private final PeerProcess process;
    private EventLoop.@Nullable Timer next;
    private volatile boolean listens;
    private volatile boolean connected;
    private boolean started;
    private boolean toAsk;
    private boolean asking;
    private boolean outdated;

    /** Why the connection was lost, until it is known that the operation goes on. */
    private @Nullable QmpException loss;

    /**
     * @param what the command's name, for messages
     */
    Run(QmpClient client, String what, Operation.Rules<T> rules) {
        this.client = client;
        this.what = what;
        this.rules = rules;
        this.process = PeerProcess.of(client);
    }

    /** Listens, from now on until the end, to a client that is connected. */
    void begin(Duration limit, String expected) {
        connected = true;
        listen();
        connected(limit, expected);
    }

    /** Listens, from now on until the end. */
    void listen() {
        ListenerRegistration registration = client.listen(this);
        listens = true;
        whenComplete((value, failure) -> registration.close());
    }

    /** The client is connected: the time counts from now on, and the end of the connection may decide. */
    void connected(Duration limit, String expected) {
        connected = true;
        unlessClosed(() -> {
            EventLoop.Timer timer = client.loop()
                    .schedule(limit, () -> completeExceptionally(new CommandTimeoutException(what, limit, expected)));
            whenComplete((value, failure) -> timer.cancel());
        });
    }

    /** Nothing is to be started: the state may be the one already. */
    void watch() {
        unlessClosed(() -> client.loop().execute(() -> {
            started = true;
            ask();
        }));
    }

    private void unlessClosed(Runnable action) {
        try {
            if (!isDone()) {
                action.run();
            }
        } catch (RejectedExecutionException e) {
            completeExceptionally(new WrongStateException("the client is closed", e));
        }
    }

    /**
     * The command has been answered. If the connection was lost instead, {@link #lost} and {@link #ended} decide. A
     * command that was sent and not answered in time may still be carried out.
     */
    void started(@Nullable Throwable failure) {
        started = true;
        if (failure == null) {
            decide(rules.answerDecides());
            askFirst();
        } else if (failure instanceof CommandTimeoutException timeout && !timeout.notSent()) {
            askFirst();
        } else if (!(failure instanceof ConnectionLostException)) {
            completeExceptionally(failure);
        }
    }

    /** Asks for the state, or sets the clock for it. On the loop. */
    private void askFirst() {
        Operation.Query<T> query = rules.query();
        if (query != null) {
            query.pause().filter(pause -> !toAsk).ifPresentOrElse(this::askIn, this::ask);
        }
    }

    /** Asks for the state. If that is being done already, the answer may be too old: then once more. */
    private void ask() {
        Operation.Query<T> query = rules.query();
        if (query == null || isDone()) {
            return;
        }
        outdated = asking;
        if (!asking) {
            asking = true;
            client.execute(query.command(), query.arguments())
                    .whenComplete((state, failure) -> told(query, state, failure));
        }
    }

    private void told(Operation.Query<T> query, @Nullable QmpValue state, @Nullable Throwable failure) {
        asking = false;
        if (state != null) {
            decide(() -> loss == null ? query.decides().apply(this, state) : afterLoss(query, state, loss));
            if (outdated) {
                ask();
            } else {
                query.pause().ifPresent(this::askIn);
            }
        } else if (failure instanceof ConnectionLostException
                || failure instanceof WrongStateException
                || failure instanceof CommandTimeoutException) {
            askIn(LATER);
        } else if (failure != null) {
            completeExceptionally(failure);
        }
    }

    /** The first answer on a new connection. */
    private Optional<T> afterLoss(Operation.Query<T> query, QmpValue state, QmpException cause) {
        if (rules.ofOneProcess() && process.isAnotherThan(PeerProcess.of(client))) {
            Optional<T> end = rules.processEndDecides().get();
            return end.isPresent() ? end : fail("the process that carried it out has ended", cause);
        }
        Optional<T> decision = query.decides().apply(this, state);
        if (decision.isEmpty() && rules.ofOneProcess() && !rules.recognizes().test(state)) {
            return fail("the connection was lost, and nothing tells whether it goes on", cause);
        }
        loss = null;
        return decision;
    }

    private Optional<T> fail(String why, QmpException cause) {
        throw new ConnectionLostException(what + ": " + why, cause);
    }

    private void askIn(Duration pause) {
        if (next != null) {
            next.cancel();
        }
        if (!isDone()) {
            next = client.loop().schedule(pause, this::ask);
        }
    }

    /**
     * Executes a command on the way. If it fails, the next answer of the query decides what to do.
     *
     * @param decides is called when it has succeeded
     */
    void execute(String command, QmpObject arguments, Supplier<Optional<T>> decides) {
        client.execute(command, arguments).whenComplete((answer, failure) -> {
            if (failure == null) {
                decide(decides);
            }
        });
    }

    @Override
    public void event(Event event) {
        decide(() -> {
            Optional<T> decision = rules.eventDecides().apply(event);
            if (decision.isEmpty() && rules.eventAsks().test(event)) {
                askSoon();
            }
            return decision;
        });
    }

    private void askSoon() {
        if (started) {
            ask();
        } else {
            toAsk = true;
        }
    }

    @Override
    public void lost(QmpException cause) {
        loss = cause;
        decide(() -> {
            Optional<T> decision = rules.lossDecides().apply(cause);
            return decision.isEmpty() && rules.ofOneProcess() && rules.query() == null
                    ? fail("the connection was lost, and nothing tells whether it goes on", cause)
                    : decision;
        });
    }

    @Override
    public void reconnected() {
        askIn(LATER);
    }

    @Override
    public void ended(Optional<QmpException> cause) {
        if (!listens) {
            completeExceptionally(new WrongStateException("the client is closed"));
            return;
        }
        cause.filter(known -> connected)
                .ifPresent(known -> decide(() -> rules.lossDecides().apply(known)));
        completeExceptionally(cause.orElseGet(() -> new ConnectionLostException("the client was closed")));
    }

    /** Ends with the decision, if it is one, or with whatever was thrown instead: users' functions decide. */
    private void decide(Supplier<Optional<T>> decision) {
        if (isDone()) {
            return;
        }
        try {
            decision.get().ifPresent(this::complete);
        } catch (Throwable e) { // an Error, too, is the affair of this operation alone
            completeExceptionally(e);
        }
    }
}
