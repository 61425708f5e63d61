package io.qmp.api.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class QmpNumberTest {
    private static final BigInteger BEYOND_LONG = BigInteger.ONE.shiftLeft(63);

    @Test
    void anIntegerHasOneFormOnly() {
        assertEquals(new QmpLong(5), QmpValue.of(BigInteger.valueOf(5)));
        assertEquals(new QmpLong(Long.MIN_VALUE), QmpValue.of(BigInteger.valueOf(Long.MIN_VALUE)));
        assertEquals(new QmpBigInteger(BEYOND_LONG), QmpValue.of(BEYOND_LONG));
        assertThrows(IllegalArgumentException.class, () -> new QmpBigInteger(BEYOND_LONG.subtract(BigInteger.ONE)));
    }

    @Test
    void aWholeDoubleIsNoInteger() {
        assertNotEquals(QmpValue.of(1L), QmpValue.of(1.0));
    }
}
