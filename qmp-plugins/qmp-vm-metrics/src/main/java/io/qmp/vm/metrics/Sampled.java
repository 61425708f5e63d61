package io.qmp.vm.metrics;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.error.CommandTimeoutException;
import io.qmp.api.error.ConnectionLostException;
import io.qmp.api.error.QmpError;
import io.qmp.api.error.WrongStateException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The results of one probe: the last good values, and how often there were none. Written on the client's loop. */
final class Sampled {
    /** Why a probe has no answer. */
    enum Cause {
        /** Not within the deadline. */
        TIMEOUT("timeout"),
        /** The connection has ended. */
        LOST("lost"),
        /** QEMU has answered with an error. */
        REFUSED("refused"),
        /** The answer is not of the expected form. */
        UNREADABLE("unreadable");

        private final String text;

        Cause(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    /** What says that there is nothing to measure: a balloon that is missing, a command that the peer does not have. */
    private static final Set<String> ABSENT = Set.of(
            QmpError.COMMAND_NOT_FOUND,
            QmpError.DEVICE_NOT_ACTIVE,
            QmpError.DEVICE_NOT_FOUND,
            QmpError.KVM_MISSING_CAP);

    /** After so many rounds what was absent is asked for again: balloons can be plugged. */
    private static final int ROUNDS_OF_REST = 10;

    private final Counters counters = new Counters();
    private final Map<Cause, Long> failures = new ConcurrentHashMap<>();
    private volatile @Nullable Reading last;
    private int rest;

    /**
     * The values of one answer.
     *
     * @param nanos when it came, by the client's loop
     */
    record Reading(List<VmValue> values, long nanos) {}

    /** {@return whether it is to be asked in this round} Called once a round. */
    boolean isDue() {
        if (rest > 0) {
            rest--;
            return false;
        }
        return true;
    }

    /** {@return why there was no answer; {@code null} if there is nothing to measure} */
    static @Nullable Cause cause(@Nullable Throwable failure) {
        if (failure instanceof CommandFailedException refusal) {
            return ABSENT.contains(refusal.error().errorClass()) ? null : Cause.REFUSED;
        } else if (failure instanceof CommandTimeoutException) {
            return Cause.TIMEOUT;
        }
        boolean lost = failure instanceof ConnectionLostException || failure instanceof WrongStateException;
        return lost ? Cause.LOST : Cause.UNREADABLE;
    }

    /** There are values now; none if there is nothing to measure at the moment. */
    void read(List<VmValue> values, long nanos) {
        last = values.isEmpty() ? null : new Reading(values, nanos);
    }

    void absent() {
        last = null;
        rest = ROUNDS_OF_REST;
    }

    void failed(Cause cause) {
        failures.merge(cause, 1L, Long::sum);
    }

    /** There is another connection: what was read may be of another process. */
    void forget() {
        last = null;
        rest = 0;
    }

    Counters counters() {
        return counters;
    }

    Map<Cause, Long> failures() {
        return failures;
    }

    /** {@return the last good values; {@code null} if there are none} */
    @Nullable
    Reading last() {
        return last;
    }
}
