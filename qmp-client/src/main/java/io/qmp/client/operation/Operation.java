package io.qmp.client.operation;

import io.qmp.api.Experimental;
import io.qmp.api.error.QmpException;
import io.qmp.api.message.Event;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.client.QmpClient;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Something that a command starts and that takes a while. It listens to events before the command is sent, so that none is missed, and
 * ends with the first of these that decides:
 *
 * <ul>
 *   <li>an event;
 *   <li>a query, made when the command has been answered or at intervals, after certain events, and after a reconnection;
 *   <li>an error reply to the command;
 *   <li>the end of the connection;
 *   <li>the end of the time.
 * </ul>
 *
 * <pre>{@code
 * Operation.<Boolean>on(client)
 *         .event(event -> event.name().equals("STOP") ? Optional.of(true) : Optional.empty())
 *         .within(Duration.ofSeconds(10), "the machine did not stop")
 *         .start("stop", QmpObject.EMPTY);
 * }</pre>
 *
 * <p>Functions given here are called on the client's event loop. An exception that one of them throws ends the operation.
 *
 * @param <T> what it ends with
 * @since 0.1
 */
@Experimental(since = "0.1")
public final class Operation<T> {
    private final QmpClient client;
    private Function<? super Event, Optional<T>> eventDecides = event -> Optional.empty();
    private Predicate<? super Event> eventAsks = event -> false;
    private Function<? super QmpException, Optional<T>> lossDecides = loss -> Optional.empty();
    private @Nullable Query<T> query;
    private Duration limit = Duration.ofMinutes(1);
    private String expected = "it did not end";

    private Operation(QmpClient client) {
        this.client = client;
    }

    /**
     * {@return an operation that nothing decides yet, limited to a minute}
     *
     * @param client executes the commands
     * @param <T> what the operation ends with
     */
    public static <T> Operation<T> on(QmpClient client) {
        return new Operation<>(client);
    }

    /**
     * Says which events decide.
     *
     * @param decides is given every event; returns the result if it decides
     * @return this operation
     */
    public Operation<T> event(Function<? super Event, Optional<T>> decides) {
        eventDecides = decides;
        return this;
    }

    /**
     * Says which state decides.
     *
     * @param command asks for it
     * @param arguments its arguments
     * @param decides is given the answer; returns the result if it decides
     * @return this operation
     */
    public Operation<T> query(String command, QmpObject arguments, Function<? super QmpValue, Optional<T>> decides) {
        query = new Query<>(command, arguments, decides, Optional.empty());
        return this;
    }

    /**
     * Says which state decides, for what no event tells.
     *
     * @param command asks for it
     * @param arguments its arguments
     * @param pause from the command's answer, if there is a command, and from each answer of the query, to the next question
     * @param decides is given the answer; returns the result if it decides
     * @return this operation
     */
    public Operation<T> queryEvery(
            Duration pause, String command, QmpObject arguments, Function<? super QmpValue, Optional<T>> decides) {
        query = new Query<>(command, arguments, decides, Optional.of(pause));
        return this;
    }

    /**
     * Says after which events the query is made again, because the state may have changed.
     *
     * @param telling whether an event is one of them
     * @return this operation
     */
    public Operation<T> askAfter(Predicate<? super Event> telling) {
        eventAsks = telling;
        return this;
    }

    /**
     * Says what the loss of the connection means. Unless that decides, the operation goes on if the client reconnects, and otherwise fails
     * with its cause.
     *
     * @param decides is given the cause; returns the result if it decides
     * @return this operation
     */
    public Operation<T> loss(Function<? super QmpException, Optional<T>> decides) {
        lossDecides = decides;
        return this;
    }

    /**
     * Says how long it may take.
     *
     * @param time how long
     * @param otherwise what did not happen then, for the exception's message
     * @return this operation
     */
    public Operation<T> within(Duration time, String otherwise) {
        limit = time;
        expected = otherwise;
        return this;
    }

    /**
     * Starts it.
     *
     * @param command starts what is waited for
     * @param arguments its arguments
     * @return completes, on the client's event loop, with what decides; fails with
     *     {@link io.qmp.api.error.CommandTimeoutException} at the limit, with what the command fails with (but not with its time-out),
     *     with {@link io.qmp.api.error.ConnectionLostException} if the client ends, with
     *     {@link io.qmp.api.error.WrongStateException} if it has ended before. To cancel it is to look away: what was started
     *     goes on
     */
    public CompletableFuture<T> start(String command, QmpObject arguments) {
        Run<T> run = run(command);
        client.execute(command, arguments).whenComplete(run::started);
        return run;
    }

    /**
     * Waits for what happens without a command.
     *
     * @return as that of {@link #start}
     */
    public CompletableFuture<T> watch() {
        Run<T> run = run("watching");
        run.watch();
        return run;
    }

    private Run<T> run(String what) {
        Run<T> run = new Run<>(client, eventDecides, eventAsks, lossDecides, query);
        run.begin(what, limit, expected);
        return run;
    }

    /** How to ask for a state. */
    record Query<T>(
            String command,
            QmpObject arguments,
            Function<? super QmpValue, Optional<T>> decides,
            Optional<Duration> pause) {}
}
