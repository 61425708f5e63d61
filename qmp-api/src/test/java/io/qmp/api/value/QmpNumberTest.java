package io.qmp.api.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class QmpNumberTest {
    private static final BigInteger BEYOND_LONG = BigInteger.ONE.shiftLeft(63);

    @Test
    void anIntegerHasOneFormOnly() {
        assertThat(QmpValue.of(BigInteger.valueOf(5))).isEqualTo(new QmpLong(5));
        assertThat(QmpValue.of(BigInteger.valueOf(Long.MIN_VALUE))).isEqualTo(new QmpLong(Long.MIN_VALUE));
        assertThat(QmpValue.of(BEYOND_LONG)).isEqualTo(new QmpBigInteger(BEYOND_LONG));
        assertThatThrownBy(() -> new QmpBigInteger(BEYOND_LONG.subtract(BigInteger.ONE)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aWholeDoubleIsNoInteger() {
        assertThat(QmpValue.of(1.0)).isNotEqualTo(QmpValue.of(1L));
    }
}
