package io.qmp.server.guard;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Writes lengths of time. */
public final class Elapsed {
    private Elapsed() {}

    /** {@return a length of time in seconds, such as {@code 2.5 s}} */
    public static String text(long nanos) {
        return BigDecimal.valueOf(nanos, 9)
                        .setScale(1, RoundingMode.HALF_UP)
                        .stripTrailingZeros()
                        .toPlainString()
                + " s";
    }
}
