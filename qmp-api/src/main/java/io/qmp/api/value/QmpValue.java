package io.qmp.api.value;

import io.qmp.api.Stable;
import java.math.BigInteger;

/**
 * A JSON value.
 *
 * <p>Values are immutable and compare by content; the order of an object's members does not count.
 *
 * @since 0.1
 */
@Stable(since = "0.1")
public sealed interface QmpValue permits QmpObject, QmpArray, QmpString, QmpNumber, QmpBoolean, QmpNull {

    /** {@return {@code value} as a string} */
    static QmpString of(String value) {
        return new QmpString(value);
    }

    /** {@return {@code value} as an integer} */
    static QmpLong of(long value) {
        return new QmpLong(value);
    }

    /**
     * {@return {@code value} as an integer: a {@link QmpLong} where it fits, a {@link QmpBigInteger} beyond}
     */
    static QmpNumber of(BigInteger value) {
        return value.bitLength() < Long.SIZE ? new QmpLong(value.longValue()) : new QmpBigInteger(value);
    }

    /** {@return {@code value} as a number that is no integer, even if it is whole} */
    static QmpDouble of(double value) {
        return new QmpDouble(value);
    }

    /** {@return {@code value} as a boolean} */
    static QmpBoolean of(boolean value) {
        return value ? QmpBoolean.TRUE : QmpBoolean.FALSE;
    }
}
