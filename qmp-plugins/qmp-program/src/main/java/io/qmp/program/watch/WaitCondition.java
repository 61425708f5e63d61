package io.qmp.program.watch;

import io.qmp.api.Experimental;
import io.qmp.api.message.Event;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.WireCodec;
import io.qmp.client.QmpClient;
import io.qmp.client.operation.Operation;
import io.qmp.shell.EventFilter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * What a program waits for: a running machine, its end, the end of a job, an event, or a value in the answer to a
 * query. Events are listened to before anything is asked. What events do not show is asked at intervals, and after
 * each event.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public final class WaitCondition {
    private static final String QUERY_STATUS = "query-status";

    private final String text;
    private final BiFunction<QmpClient, Duration, Operation<Satisfied>> operation;

    private WaitCondition(String text, BiFunction<QmpClient, Duration, Operation<Satisfied>> operation) {
        this.text = text;
        this.operation = operation;
    }

    /**
     * {@return the condition that words stand for}
     *
     * @param words {@code running}; {@code shutdown}; {@code job ID}; {@code event NAME[,KEY=VALUE…]}; or one word with
     *     a {@link Comparison}
     * @param codec writes values, to compare them
     * @throws IllegalArgumentException if they stand for none
     */
    public static WaitCondition parse(List<String> words, WireCodec codec) {
        String text = String.join(" ", words);
        String first = words.isEmpty() ? "" : words.get(0);
        if (words.size() == 2 && first.equals("job")) {
            return new WaitCondition(text, (client, pause) -> new JobWatch(words.get(1)).operation(client, pause));
        } else if (words.size() == 2 && first.equals("event")) {
            EventFilter filter = filter(words.get(1), codec);
            return new WaitCondition(text, (client, pause) -> event(client, filter));
        } else if (words.size() != 1) {
            throw new IllegalArgumentException("'" + text + "' is no condition: expected running, shutdown, job ID,"
                    + " event NAME or 'COMMAND.PLACE==VALUE'");
        } else if (first.equals("running")) {
            return new WaitCondition(text, WaitCondition::running);
        } else if (first.equals("shutdown")) {
            return new WaitCondition(text, (client, pause) -> shutdown(client));
        }
        Comparison comparison = Comparison.parse(first, codec);
        return new WaitCondition(text, comparison::operation);
    }

    /** {@return the condition as it was written} */
    @Override
    public String toString() {
        return text;
    }

    /**
     * Waits. To cancel the future is to look away.
     *
     * @param client is asked
     * @param limit how long it may take
     * @param pause from one question to the next, where no event says when to ask
     * @return completes, on the client's loop, when the condition holds; fails with {@link
     *     io.qmp.api.error.CommandTimeoutException} at the limit, with {@link
     *     io.qmp.api.error.CommandFailedException} if it cannot hold any more or the server refuses the question, and
     *     if the connection ends
     */
    public CompletableFuture<Satisfied> await(QmpClient client, Duration limit, Duration pause) {
        return operation
                .apply(client, pause)
                .within(limit, text + " did not come true")
                .watch();
    }

    /**
     * Waits, from before the client connects on, so that events which come with the end of the negotiation count.
     *
     * @param client is asked; it is not connected yet, as in {@link io.qmp.client.QmpClientBuilder#beforeConnecting}
     * @param ready completes on the client's loop when the client may be asked
     * @param limit how long it may take from then on
     * @param pause from one question to the next, where no event says when to ask
     * @return as {@link #await(QmpClient, Duration, Duration)}; fails also with what {@code ready} fails with
     */
    public CompletableFuture<Satisfied> await(
            QmpClient client, CompletionStage<?> ready, Duration limit, Duration pause) {
        return operation
                .apply(client, pause)
                .within(limit, text + " did not come true")
                .watchFrom(ready);
    }

    private static Operation<Satisfied> running(QmpClient client, Duration pause) {
        return Operation.<Satisfied>on(client)
                .askAfter(event -> true)
                .queryEvery(pause, QUERY_STATUS, QmpObject.EMPTY, answer -> ifStatus("running", answer));
    }

    private static Operation<Satisfied> shutdown(QmpClient client) {
        return Operation.<Satisfied>on(client)
                .event(event -> event.name().equals("SHUTDOWN") ? Optional.of(Satisfied.by(event)) : Optional.empty())
                .query(QUERY_STATUS, QmpObject.EMPTY, answer -> ifStatus("shutdown", answer))
                .loss(cause -> Optional.of(Satisfied.BY_THE_END));
    }

    private static Operation<Satisfied> event(QmpClient client, EventFilter filter) {
        return Operation.<Satisfied>on(client)
                .event(event -> filter.matches(event) ? Optional.of(Satisfied.by(event)) : Optional.empty())
                .loss(cause -> {
                    throw cause;
                });
    }

    private static Optional<Satisfied> ifStatus(String wanted, QmpValue answer) {
        boolean holds = answer instanceof QmpObject status
                && status.string("status").filter(wanted::equals).isPresent();
        return holds ? Optional.of(Satisfied.by(answer)) : Optional.empty();
    }

    private static EventFilter filter(String text, WireCodec codec) {
        List<String> parts = List.of(text.split(","));
        return EventFilter.of(
                List.of(parts.get(0)), Stream.of(text.split(",")).skip(1).toList(), codec);
    }

    static boolean isOf(Event event, String member, String wanted) {
        return event.data().string(member).filter(wanted::equals).isPresent();
    }
}
