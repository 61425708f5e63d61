package io.qmp.plugin.machine.object;

import io.qmp.api.value.QmpBigInteger;
import io.qmp.api.value.QmpLong;
import io.qmp.api.value.QmpValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as texts: a number of bytes, or with a suffix a multiple of them ({@code 4k}, {@code 1.5G}). */
final class SizeText {
    private static final Pattern FORM =
            Pattern.compile("(0[xX]\\p{XDigit}{1,16}|\\d{1,20}(?:\\.\\d{1,20})?)([BbKkMmGgTtPpEe]?)");
    private static final String SUFFIXES = "BKMGTPE";
    private static final int BITS_OF_SUFFIX = 10;
    private static final int BITS = 64;

    private SizeText() {}

    /** {@return the bytes; empty if the text is no size below 2^64} */
    static Optional<QmpValue> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        String suffix = form.group(2).toUpperCase(Locale.ROOT);
        BigInteger unit = BigInteger.ONE.shiftLeft(BITS_OF_SUFFIX * Math.max(0, SUFFIXES.indexOf(suffix)));
        BigInteger bytes = number(form.group(1)).multiply(new BigDecimal(unit)).toBigInteger();
        if (bytes.bitLength() > BITS) {
            return Optional.empty();
        }
        return Optional.of(bytes.bitLength() < BITS ? new QmpLong(bytes.longValueExact()) : new QmpBigInteger(bytes));
    }

    private static BigDecimal number(String digits) {
        boolean hexadecimal = digits.startsWith("0x") || digits.startsWith("0X");
        return hexadecimal ? new BigDecimal(new BigInteger(digits.substring(2), 16)) : new BigDecimal(digits);
    }
}
