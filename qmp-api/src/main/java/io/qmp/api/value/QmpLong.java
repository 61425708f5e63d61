package io.qmp.api.value;

import io.qmp.api.Experimental;

/**
 * An integer from -2<sup>63</sup> to 2<sup>63</sup>-1.
 *
 * @param value the integer
 * @since 0.1
 */
@Experimental(since = "0.1")
public record QmpLong(long value) implements QmpNumber {
    @Override
    public double doubleValue() {
        return value;
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
