package io.qmp.api.value;

import io.qmp.api.Stable;
import java.math.BigInteger;

/**
 * An integer beyond the range of {@code long}. QEMU itself goes up to 2<sup>64</sup>-1.
 *
 * @param value the integer
 * @since 0.1
 */
@Stable(since = "0.1")
public record QmpBigInteger(BigInteger value) implements QmpNumber {
    /**
     * Checks that a {@link QmpLong} would not do, so that equal integers are equal values.
     *
     * @throws IllegalArgumentException if {@code value} fits a {@code long}
     */
    public QmpBigInteger {
        if (value.bitLength() < Long.SIZE) {
            throw new IllegalArgumentException(value + " fits a long: use QmpValue.of(BigInteger)");
        }
    }

    @Override
    public double doubleValue() {
        return value.doubleValue();
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
