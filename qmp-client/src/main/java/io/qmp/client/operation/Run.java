package io.qmp.client.operation;

import io.qmp.api.error.CommandTimeoutException;
import io.qmp.api.error.ConnectionLostException;
import io.qmp.api.error.QmpException;
import io.qmp.api.error.WrongStateException;
import io.qmp.api.message.Event;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.EventLoop;
import io.qmp.client.EventListener;
import io.qmp.client.EventListening;
import io.qmp.client.QmpClient;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One run of an {@link Operation}, and the future that its caller holds. */
final class Run<T> extends CompletableFuture<T> implements EventListener {
    /** How soon to ask again when that was not possible, or not answered. */
    private static final Duration LATER = Duration.ofMillis(250);

    private final QmpClient client;
    private final Function<? super Event, Optional<T>> eventDecides;
    private final Predicate<? super Event> eventAsks;
    private final Function<? super QmpException, Optional<T>> lossDecides;
    private final Operation.@Nullable Query<T> query;
    private EventLoop.@Nullable Timer next;
    private volatile boolean listens;
    private boolean asking;
    private boolean outdated;

    Run(
            QmpClient client,
            Function<? super Event, Optional<T>> eventDecides,
            Predicate<? super Event> eventAsks,
            Function<? super QmpException, Optional<T>> lossDecides,
            Operation.@Nullable Query<T> query) {
        this.client = client;
        this.eventDecides = eventDecides;
        this.eventAsks = eventAsks;
        this.lossDecides = lossDecides;
        this.query = query;
    }

    /** Listens, from now on until the end. */
    void begin(String what, Duration limit, String expected) {
        EventListening listening = client.listen(this);
        listens = true;
        whenComplete((value, failure) -> listening.close());
        unlessClosed(() -> {
            EventLoop.Timer timer = client.loop()
                    .schedule(limit, () -> completeExceptionally(new CommandTimeoutException(what, limit, expected)));
            whenComplete((value, failure) -> timer.cancel());
        });
    }

    /** Nothing is to be started: the state may be the one already. */
    void watch() {
        unlessClosed(() -> client.loop().execute(this::ask));
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
     * The command has been answered. If the connection was lost instead, that is for {@link #lost} and {@link #ended} to judge; one that
     * was not answered in time may still be carried out.
     */
    void started(@Nullable QmpValue nothing, @Nullable Throwable failure) {
        if (failure == null || failure instanceof CommandTimeoutException) {
            askFirst();
        } else if (!(failure instanceof ConnectionLostException)) {
            completeExceptionally(failure);
        }
    }

    /** Asks for the state, or sets the clock for it. On the loop. */
    private void askFirst() {
        if (query != null) {
            query.pause().ifPresentOrElse(this::askIn, this::ask);
        }
    }

    /** Asks for the state. If that is being done already, the answer may be too old: then once more. */
    private void ask() {
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

    private void told(Operation.Query<T> asked, @Nullable QmpValue state, @Nullable Throwable failure) {
        asking = false;
        if (state != null) {
            decide(() -> asked.decides().apply(state));
            if (outdated) {
                ask();
            } else {
                asked.pause().ifPresent(this::askIn);
            }
        } else if (failure instanceof ConnectionLostException
                || failure instanceof WrongStateException
                || failure instanceof CommandTimeoutException) {
            askIn(LATER);
        } else if (failure != null) {
            completeExceptionally(failure);
        }
    }

    private void askIn(Duration pause) {
        if (next != null) {
            next.cancel();
        }
        if (!isDone()) {
            next = client.loop().schedule(pause, this::ask);
        }
    }

    @Override
    public void event(Event event) {
        decide(() -> eventDecides.apply(event));
        if (eventAsks.test(event)) {
            ask();
        }
    }

    @Override
    public void lost(QmpException cause) {
        decide(() -> lossDecides.apply(cause));
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
        cause.ifPresent(this::lost);
        completeExceptionally(cause.orElseGet(() -> new ConnectionLostException("the client was closed")));
    }

    private void decide(Supplier<Optional<T>> decision) {
        try {
            decision.get().ifPresent(this::complete);
        } catch (RuntimeException e) {
            completeExceptionally(e);
        }
    }
}
