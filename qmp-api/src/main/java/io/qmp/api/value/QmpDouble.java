package io.qmp.api.value;

import io.qmp.api.Stable;

/**
 * A number that is no integer: written with a fraction or an exponent, or too large for an integer.
 *
 * @param value the number; may be infinite, as {@code 1e400} is
 * @since 0.1
 */
@Stable(since = "0.1")
public record QmpDouble(double value) implements QmpNumber {
    @Override
    public double doubleValue() {
        return value;
    }

    @Override
    public String toString() {
        return Double.toString(value);
    }
}
