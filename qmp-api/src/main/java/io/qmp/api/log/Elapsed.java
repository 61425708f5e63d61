package io.qmp.api.log;

import io.qmp.api.Experimental;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Writes lengths of time.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public final class Elapsed {
    private Elapsed() {}

    /**
     * {@return a length of time in seconds, such as {@code 2.5 s}}
     *
     * @param nanos the time in nanoseconds
     */
    public static String text(long nanos) {
        return BigDecimal.valueOf(nanos, 9)
                        .setScale(1, RoundingMode.HALF_UP)
                        .stripTrailingZeros()
                        .toPlainString()
                + " s";
    }
}
