package io.qmp.client.observe;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.error.CommandTimeoutException;
import io.qmp.api.error.ConnectionLostException;
import io.qmp.api.error.QmpError;
import io.qmp.api.error.QmpException;
import io.qmp.api.message.Reply;
import io.qmp.api.message.TraceContext;
import io.qmp.client.spi.CallEnd;
import io.qmp.client.spi.CallInfo;
import io.qmp.client.spi.CallListener;
import io.qmp.client.spi.CallObservation;
import io.qmp.client.spi.ClientMetrics.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Watches one command for the listeners to calls. */
public final class CallWatch {
    private static final String LISTENER = "a listener to calls";
    private static final long NOT_YET = Long.MIN_VALUE;

    private final List<CallObservation> observations;
    private final @Nullable TraceContext traceContext;
    private final ForeignCalls foreign;
    private final LongSupplier nanoTime;
    private final long began;
    private volatile long written = NOT_YET;
    private volatile long ending = NOT_YET;

    private CallWatch(Begun begun, ForeignCalls foreign, LongSupplier nanoTime) {
        this.observations = begun.observations;
        this.traceContext = begun.traceContext;
        this.foreign = foreign;
        this.nanoTime = nanoTime;
        this.began = nanoTime.getAsLong();
    }

    /** What the listeners have answered. */
    private static final class Begun {
        private final List<CallObservation> observations = new ArrayList<>(1);
        private @Nullable TraceContext traceContext;

        void add(CallObservation observation) {
            observations.add(observation);
            if (traceContext == null) {
                traceContext = observation.traceContext().orElse(null);
            }
        }
    }

    /**
     * Tells the listeners that a command begins.
     *
     * @param nanoTime the time of the client's loop
     * @return {@code null} if none of them wants to know how it ends
     */
    static @Nullable CallWatch of(
            List<CallListener> listeners, CallInfo call, ForeignCalls foreign, LongSupplier nanoTime) {
        Begun begun = null;
        for (int i = 0; i < listeners.size(); i++) { // without an iterator for each command
            try {
                CallObservation observation =
                        Objects.requireNonNull(listeners.get(i).began(call), "it has returned null");
                if (observation != CallObservation.NONE) {
                    begun = begun == null ? new Begun() : begun;
                    begun.add(observation);
                }
            } catch (Throwable e) { // foreign code: the command goes on without it
                foreign.failed(LISTENER, e);
            }
        }
        return begun == null ? null : new CallWatch(begun, foreign, nanoTime);
    }

    /** {@return what to send with the command; {@code null} if no listener wants that} */
    public @Nullable TraceContext traceContext() {
        return traceContext;
    }

    /** The command was written to the connection. */
    public void written() {
        written = nanoTime.getAsLong();
    }

    /** The command is about to complete. */
    public void ending() {
        if (ending == NOT_YET) {
            ending = nanoTime.getAsLong();
        }
    }

    /** The command has completed. */
    public void ended(@Nullable Object value, @Nullable Throwable failure) {
        ending();
        long queueNanos = (written == NOT_YET ? ending : written) - began;
        CallEnd end =
                new CallEnd(outcome(value, failure), error(value, failure), queueNanos, ending - began - queueNanos);
        for (CallObservation observation : observations) {
            try {
                observation.ended(end);
            } catch (Throwable e) { // foreign code: the others are called all the same
                foreign.failed(LISTENER, e);
            }
        }
    }

    private static Outcome outcome(@Nullable Object value, @Nullable Throwable failure) {
        if (failure == null) {
            return value instanceof Reply.Failure ? Outcome.FAILED : Outcome.SUCCEEDED;
        } else if (failure instanceof CommandFailedException) {
            return Outcome.FAILED;
        } else if (failure instanceof CancellationException) {
            return Outcome.CANCELLED;
        } else if (failure instanceof CommandTimeoutException) {
            return Outcome.TIMED_OUT;
        } else if (failure instanceof ConnectionLostException) {
            return Outcome.LOST;
        }
        return failure instanceof QmpException known && known.notSent() ? Outcome.NOT_SENT : Outcome.UNREADABLE;
    }

    private static Optional<QmpError> error(@Nullable Object value, @Nullable Throwable failure) {
        if (value instanceof Reply.Failure refusal) {
            return Optional.of(refusal.error());
        }
        return failure instanceof CommandFailedException refusal ? Optional.of(refusal.error()) : Optional.empty();
    }
}
