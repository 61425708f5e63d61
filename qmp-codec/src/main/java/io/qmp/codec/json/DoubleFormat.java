package io.qmp.codec.json;

import io.qmp.api.value.QmpDouble;
import io.qmp.api.value.QmpValue;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Numbers that are no integers as QEMU writes them: C's {@code %.17g}. */
final class DoubleFormat {
    private static final MathContext DIGITS = new MathContext(17, RoundingMode.HALF_EVEN);
    /** Whole numbers below this one need no more than 17 digits, and are exact. */
    private static final double WHOLE = 1L << 53;

    private static final String INFINITY = "inf";
    private static final String MINUS_INFINITY = "-inf";
    private static final String NAN = "nan";
    private static final String MINUS_NAN = "-nan";

    private DoubleFormat() {}

    /**
     * {@return the number as text; {@code inf}, {@code -inf} or {@code nan}, which are not JSON, where it is not
     * finite}
     */
    static String format(double value) {
        if (Math.abs(value) < WHOLE && value == (long) value) {
            return value == 0 && 1 / value < 0 ? "-0" : Long.toString((long) value);
        }
        if (Double.isNaN(value)) {
            return NAN;
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? INFINITY : MINUS_INFINITY;
        }
        BigDecimal rounded = new BigDecimal(value).round(DIGITS).stripTrailingZeros();
        String digits = rounded.unscaledValue().abs().toString();
        int exponent = digits.length() - 1 - rounded.scale();
        StringBuilder text = new StringBuilder(24);
        if (value < 0) {
            text.append('-');
        }
        return exponent < -4 || exponent >= DIGITS.getPrecision()
                ? scientific(text, digits, exponent)
                : fixed(text, digits, exponent);
    }

    private static String scientific(StringBuilder text, String digits, int exponent) {
        text.append(digits.charAt(0));
        if (digits.length() > 1) {
            text.append('.').append(digits, 1, digits.length());
        }
        text.append('e').append(exponent < 0 ? '-' : '+');
        int size = Math.abs(exponent);
        if (size < 10) {
            text.append('0');
        }
        return text.append(size).toString();
    }

    private static String fixed(StringBuilder text, String digits, int exponent) {
        if (exponent < 0) {
            return text.append("0.")
                    .append("0".repeat(-exponent - 1))
                    .append(digits)
                    .toString();
        }
        int whole = exponent + 1;
        if (digits.length() <= whole) {
            return text.append(digits)
                    .append("0".repeat(whole - digits.length()))
                    .toString();
        }
        return text.append(digits, 0, whole)
                .append('.')
                .append(digits, whole, digits.length())
                .toString();
    }

    /** {@return what a word that is not JSON stands for among numbers; {@code null} if for nothing} */
    static @Nullable QmpDouble nonFinite(String word) {
        return switch (word) {
            case INFINITY -> QmpValue.of(Double.POSITIVE_INFINITY);
            case MINUS_INFINITY -> QmpValue.of(Double.NEGATIVE_INFINITY);
            case NAN, MINUS_NAN -> QmpValue.of(Double.NaN);
            default -> null;
        };
    }
}
