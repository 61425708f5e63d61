package io.qmp.codec.bind.read;

import io.qmp.api.bind.CompatPolicy;
import io.qmp.api.bind.Lenience;
import io.qmp.api.bind.LenienceListener;
import io.qmp.api.value.QmpValue;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The mode of reading values: strictly, with errors for all that does not fit their types, or leniently.
 *
 * @param policy rejects deprecated or unstable elements when reading strictly; {@code null} when reading leniently
 * @param source the command, event or type that is read, for the listener
 * @param listener receives each deviation when reading leniently
 */
public record ReadMode(@Nullable CompatPolicy policy, String source, LenienceListener listener) {
    public static ReadMode strict(CompatPolicy policy) {
        return new ReadMode(policy, "", LenienceListener.NONE);
    }

    public static ReadMode lenient(String source, LenienceListener listener) {
        return new ReadMode(null, source, listener);
    }

    /** Whether deviations are reported. */
    public boolean isHeard() {
        return listener != LenienceListener.NONE;
    }

    public void tell(Lenience.What what, String path, @Nullable QmpValue value) {
        listener.onLenience(new Lenience(what, source, path, Optional.ofNullable(value)));
    }
}
