package io.qmp.codec.bind;

import io.qmp.api.bind.CompatPolicy;
import io.qmp.api.bind.Lenience;
import io.qmp.api.bind.LenienceListener;
import io.qmp.api.value.QmpValue;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How values are read.
 *
 * @param policy what to reject in values that must fit their type wholly; {@code null} for a peer that may know more or
 *     less than this program
 * @param source how the listener is told of what is read
 * @param listener is told of lenience
 */
record Manner(@Nullable CompatPolicy policy, String source, LenienceListener listener) {
    static Manner strict(CompatPolicy policy) {
        return new Manner(policy, "", LenienceListener.NONE);
    }

    static Manner lenient(String source, LenienceListener listener) {
        return new Manner(null, source, listener);
    }

    /** Whether anybody listens. */
    boolean isHeard() {
        return listener != LenienceListener.NONE;
    }

    void tell(Lenience.What what, String path, @Nullable QmpValue value) {
        listener.onLenience(new Lenience(what, source, path, Optional.ofNullable(value)));
    }
}
