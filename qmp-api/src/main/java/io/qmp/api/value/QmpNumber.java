package io.qmp.api.value;

import io.qmp.api.Stable;

/**
 * A number. QMP tells integers from other numbers: {@code 1.0} is no integer.
 *
 * @since 0.1
 */
@Stable(since = "0.1")
public sealed interface QmpNumber extends QmpValue permits QmpLong, QmpBigInteger, QmpDouble {

    /** {@return the nearest {@code double}} */
    double doubleValue();
}
