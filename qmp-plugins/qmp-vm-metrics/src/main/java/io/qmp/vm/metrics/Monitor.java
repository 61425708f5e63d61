package io.qmp.vm.metrics;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.EventLoop.Timer;
import io.qmp.client.CallOptions;
import io.qmp.client.QmpClient;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Sends the commands of samplers, one at a time, and watches how long they take. Used on the client's loop; what it
 * tells may be read anywhere.
 */
final class Monitor {
    /** A reply that is missing for so many periods does not come any more; samplers go on without it. */
    private static final int LOST_AFTER = 10;

    private final QmpClient client;
    private final Duration deadline;
    private final CallOptions call;
    private final Runnable overdue;
    private volatile long commands;
    private volatile boolean silent;
    private volatile long answered;
    private volatile boolean everAnswered;

    /**
     * Makes one.
     *
     * @param overdue called when a command is not answered within the deadline
     */
    Monitor(SamplingPlan plan, QmpClient client, Runnable overdue) {
        this.client = client;
        this.deadline = plan.deadline();
        this.overdue = overdue;
        Duration lost = plan.period().plus(deadline).multipliedBy(LOST_AFTER);
        this.call = CallOptions.DEFAULT.withSoftLimit(lost).withHardLimit(lost);
    }

    /** {@return completes with what QEMU returned, however late} */
    @SuppressWarnings("NonAtomicOperationOnVolatileField") // written on the loop only
    CompletableFuture<QmpValue> ask(String command, QmpObject arguments) {
        commands++;
        Timer limit = client.loop().schedule(deadline, () -> {
            silent = true;
            overdue.run();
        });
        return client.execute(command, arguments, call).whenComplete((answer, failure) -> {
            limit.cancel();
            if (failure == null || failure instanceof CommandFailedException) {
                silent = false;
                answered = client.loop().nanoTime();
                everAnswered = true;
            }
        });
    }

    /** {@return completes with what QEMU returned; empty if it answered with an error} */
    CompletableFuture<Optional<QmpValue>> askIfKnown(String command, QmpObject arguments) {
        CompletionStage<Optional<QmpValue>> answer = ask(command, arguments).handle((value, failure) -> {
            if (failure == null) {
                return Optional.of(value);
            } else if (cause(failure) instanceof CommandFailedException) {
                return Optional.empty();
            }
            throw new CompletionException(cause(failure));
        });
        return answer.toCompletableFuture();
    }

    /** {@return what has failed behind the wrapping of stages} */
    static @Nullable Throwable cause(@Nullable Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    /** {@return whether it is connected, and the last command was answered or may still be} */
    boolean isUp() {
        return client.gauges().isConnected() && !silent;
    }

    /** {@return whether the last command is not answered within the deadline} */
    boolean isSilent() {
        return silent;
    }

    /** {@return when the last answer came, by the loop's time; empty if there was none} */
    OptionalLong answered() {
        return everAnswered ? OptionalLong.of(answered) : OptionalLong.empty();
    }

    /** {@return how many commands were sent} */
    long commands() {
        return commands;
    }

    QmpClient client() {
        return client;
    }
}
