package io.qmp.api.value;

import io.qmp.api.Stable;
import org.jspecify.annotations.Nullable;

/**
 * An integer from -2<sup>63</sup> to 2<sup>63</sup>-1.
 *
 * @param value the integer
 * @since 0.1
 */
@Stable(since = "0.1")
public record QmpLong(long value) implements QmpNumber {
    /** As of every record, but without the method handles, which take long to make. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof QmpLong number && number.value == value;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(value);
    }

    @Override
    public double doubleValue() {
        return value;
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
