package io.qmp.client.operation;

import io.qmp.api.Experimental;
import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;
import io.qmp.api.error.QmpException;
import io.qmp.api.message.Event;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.client.QmpClient;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Something that a command starts and that takes a while. It listens to events before the command is sent, so that
 * none is missed, and ends with the first of these that decides:
 *
 * <ul>
 *   <li>an event;
 *   <li>a query, made when the command has been answered or at intervals, after certain events, and after a
 *       reconnection;
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
 * <p><strong>Reconnections.</strong> An operation that a command starts belongs to the process that the command was
 * sent to. When the client has lost its connection and made another, the peer may be another process, which knows
 * nothing of it. The operation goes on only if the query's answer {@linkplain #recognizedBy shows} that it does; if
 * not, or if there is no query, it fails with {@link io.qmp.api.error.ConnectionLostException}. A peer that greets
 * otherwise or has another process id is known to be another process, and {@link #processEnded} may decide. An
 * operation without a command ({@link #watch}) belongs to no process and goes on.
 *
 * <p>Functions given here are called on the client's event loop. Whatever one of them throws ends the operation.
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
    private Supplier<Optional<T>> answerDecides = Optional::empty;
    private Supplier<Optional<T>> processEndDecides = Optional::empty;
    private Predicate<? super QmpValue> recognizes = state -> false;
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
     * Sets which events decide.
     *
     * @param decides is given every event; returns the result if it decides
     * @return this operation
     */
    public Operation<T> event(Function<? super Event, Optional<T>> decides) {
        eventDecides = decides;
        return this;
    }

    /**
     * Sets which state decides.
     *
     * @param command asks for it
     * @param arguments its arguments
     * @param decides is given the answer; returns the result if it decides
     * @return this operation
     */
    public Operation<T> query(String command, QmpObject arguments, Function<? super QmpValue, Optional<T>> decides) {
        query = new Query<>(command, arguments, (run, state) -> decides.apply(state), Optional.empty());
        return this;
    }

    /**
     * Sets which state decides, for what no event tells.
     *
     * @param command asks for it
     * @param arguments its arguments
     * @param pause from the command's answer, if there is a command, and from each answer of the query, to the next
     *     question
     * @param decides is given the answer; returns the result if it decides
     * @return this operation
     */
    public Operation<T> queryEvery(
            Duration pause, String command, QmpObject arguments, Function<? super QmpValue, Optional<T>> decides) {
        query = new Query<>(command, arguments, (run, state) -> decides.apply(state), Optional.of(pause));
        return this;
    }

    /** Sets what asks for the state and decides, and may execute commands on the way. */
    Operation<T> query(Query<T> asking) {
        query = asking;
        return this;
    }

    /**
     * Sets after which events the query is made again, because the state may have changed; once the command has been
     * answered.
     *
     * @param telling whether an event is one of them
     * @return this operation
     */
    public Operation<T> askAfter(Predicate<? super Event> telling) {
        eventAsks = telling;
        return this;
    }

    /** Sets what the success of the command decides. */
    Operation<T> answered(Supplier<Optional<T>> decides) {
        answerDecides = decides;
        return this;
    }

    /**
     * Sets what the loss of the connection means.
     *
     * @param decides is given the cause; returns the result if it decides
     * @return this operation
     */
    public Operation<T> loss(Function<? super QmpException, Optional<T>> decides) {
        lossDecides = decides;
        return this;
    }

    /**
     * Sets by which answers of the query an operation is recognized after a reconnection: answers that only the
     * process can give in which it was started.
     *
     * @param recognized whether an answer that does not decide is one of them; none is, unless given
     * @return this operation
     */
    public Operation<T> recognizedBy(Predicate<? super QmpValue> recognized) {
        recognizes = recognized;
        return this;
    }

    /**
     * Sets what it means that the process has ended in which the operation was started, which is known when, after a
     * reconnection, another answers in its place.
     *
     * @param decides returns the result if that decides; otherwise the operation fails
     * @return this operation
     */
    public Operation<T> processEnded(Supplier<Optional<T>> decides) {
        processEndDecides = decides;
        return this;
    }

    /**
     * Sets how long it may take.
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
     *     {@link io.qmp.api.error.CommandTimeoutException} at the limit, with what the command fails with (but not
     *     with its time-out), with {@link io.qmp.api.error.ConnectionLostException} if the client ends, or
     *     reconnects and it is unknown whether the operation goes on, with
     *     {@link io.qmp.api.error.WrongStateException} if the client has ended before. To cancel it is to look
     *     away: what was started goes on
     */
    public CompletableFuture<T> start(String command, QmpObject arguments) {
        return start(command, () -> client.execute(command, arguments));
    }

    /**
     * Starts it.
     *
     * @param command starts what is waited for
     * @return as that of {@link #start(String, QmpObject)}
     * @throws IllegalArgumentException if the command's type has no {@link io.qmp.api.command.CommandName}
     */
    public CompletableFuture<T> start(Command<?> command) {
        return start(name(command), () -> client.execute(command));
    }

    private CompletableFuture<T> start(String command, Supplier<? extends CompletionStage<?>> execution) {
        Run<T> run = new Run<>(client, command, rules(true));
        run.begin(limit, expected);
        execution.get().whenComplete((answer, failure) -> run.started(failure));
        return run;
    }

    /**
     * Waits for what happens without a command.
     *
     * @return as that of {@link #start(String, QmpObject)}
     */
    public CompletableFuture<T> watch() {
        Run<T> run = new Run<>(client, "watching", rules(false));
        run.begin(limit, expected);
        run.watch();
        return run;
    }

    /**
     * Waits for what happens without a command, from before the client connects on: events that come with the end of
     * the negotiation count. Meant for {@link io.qmp.client.QmpClientBuilder#beforeConnecting}.
     *
     * @param ready completes on the client's event loop when the client is {@link io.qmp.client.ClientState#RUNNING}:
     *     from then on the query is made, the time counts, and the end of the connection may decide
     * @return as that of {@link #start(String, QmpObject)}; fails also with what {@code ready} fails with, and if the
     *     client ends before
     */
    public CompletableFuture<T> watchFrom(CompletionStage<?> ready) {
        Run<T> run = new Run<>(client, "watching", rules(false));
        run.listen();
        ready.whenComplete((anything, failure) -> {
            if (failure == null) {
                run.connected(limit, expected);
                run.watch();
            } else {
                run.completeExceptionally(failure);
            }
        });
        return run;
    }

    private Rules<T> rules(boolean ofOneProcess) {
        return new Rules<>(
                eventDecides,
                eventAsks,
                lossDecides,
                answerDecides,
                processEndDecides,
                recognizes,
                ofOneProcess,
                query);
    }

    static String name(Command<?> command) {
        CommandName name = command.getClass().getAnnotation(CommandName.class);
        return name == null ? command.getClass().getSimpleName() : name.value();
    }

    /** What decides, asks, and shows that an operation still goes on; see the methods of the same names. */
    record Rules<T>(
            Function<? super Event, Optional<T>> eventDecides,
            Predicate<? super Event> eventAsks,
            Function<? super QmpException, Optional<T>> lossDecides,
            Supplier<Optional<T>> answerDecides,
            Supplier<Optional<T>> processEndDecides,
            Predicate<? super QmpValue> recognizes,
            boolean ofOneProcess,
            @Nullable Query<T> query) {}

    /** How to ask for a state. */
    record Query<T>(
            String command,
            QmpObject arguments,
            BiFunction<? super Run<T>, ? super QmpValue, Optional<T>> decides,
            Optional<Duration> pause) {}
}
