package io.qmp.api.bind;

import io.qmp.api.Experimental;
import io.qmp.api.value.QmpValue;
import java.util.Optional;

/**
 * A deviation of a value from its type that lenient reading has accepted.
 *
 * @param what what happened
 * @param source the name of the command whose result was read, of the event whose data was, or of the Java type
 * @param path where in the value: {@code [0].inserted.node-name}; empty for the whole value
 * @param value what was left out; empty for what was absent
 * @since 0.1
 */
@Experimental(since = "0.1")
public record Lenience(What what, String source, String path, Optional<QmpValue> value) {
    /** What may happen. */
    public enum What {
        /** A member, case or enumeration value was dropped: the type does not know it and has no place for it. */
        DROPPED,
        /** A value was left out: it is of another JSON type than its member, or out of the range of its Java type. */
        MISFIT,
        /** A member that is mandatory was absent, and was read as {@code null}, zero, {@code false} or empty. */
        ABSENT
    }
}
