package io.qmp.codec.json;

import io.qmp.api.value.QmpNumber;
import io.qmp.api.value.QmpValue;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/** Numbers as they are written in JSON. */
final class NumberText {
    /** Integers of so many characters fit a {@code long}, with a sign or without. */
    private static final int SURE = 18;
    /** 2<sup>64</sup>-1 has so many digits. */
    private static final int LONGEST = 20;

    private NumberText() {}

    /** {@return whether the token that begins here is a number, not a keyword that begins like one} */
    static boolean isNumber(byte[] bytes, int from, int to) {
        int whole = bytes[from] == '-' ? from + 1 : from;
        int i = digits(bytes, whole, to);
        if (i == whole || i > whole + 1 && bytes[whole] == '0') {
            return false;
        }
        if (i < to && bytes[i] == '.') {
            int fraction = i + 1;
            i = digits(bytes, fraction, to);
            if (i == fraction) {
                return false;
            }
        } else if (bytes[whole] == '0') {
            return true;
        }
        if (i < to && (bytes[i] == 'e' || bytes[i] == 'E')) {
            int exponent = i + 1;
            if (exponent < to && (bytes[exponent] == '+' || bytes[exponent] == '-')) {
                exponent++;
            }
            return digits(bytes, exponent, to) > exponent;
        }
        return true;
    }

    /** {@return where the number ends that begins here, and is one} */
    static int end(byte[] bytes, int from, int to) {
        int whole = bytes[from] == '-' ? from + 1 : from;
        int i = digits(bytes, whole, to);
        // A lone zero takes no exponent.
        boolean zero = bytes[whole] == '0';
        if (i < to && bytes[i] == '.') {
            i = digits(bytes, i + 1, to);
            zero = false;
        }
        if (i < to && !zero && (bytes[i] == 'e' || bytes[i] == 'E')) {
            boolean signed = bytes[i + 1] == '+' || bytes[i + 1] == '-';
            i = digits(bytes, signed ? i + 2 : i + 1, to);
        }
        return i;
    }

    private static int digits(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to && bytes[i] >= '0' && bytes[i] <= '9') {
            i++;
        }
        return i;
    }

    /**
     * {@return what a number token means: an integer if it is written as one and fits 64 bits, with a sign or
     * without}
     */
    static QmpNumber decode(byte[] bytes, int from, int to) {
        if (to - from <= SURE && isInteger(bytes, from, to)) {
            return QmpValue.of(smallInteger(bytes, from, to));
        }
        String text = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
        return text.length() <= LONGEST && isInteger(bytes, from, to)
                ? largeInteger(text)
                : QmpValue.of(Double.parseDouble(text));
    }

    /** {@return what an integer in decimal digits means, beyond 64 bits the nearest {@code double}} */
    static QmpNumber largeInteger(String text) {
        if (text.length() <= LONGEST) {
            BigInteger integer = new BigInteger(text);
            if (integer.bitLength() < Long.SIZE || integer.signum() > 0 && integer.bitLength() == Long.SIZE) {
                return QmpValue.of(integer);
            }
        }
        return QmpValue.of(Double.parseDouble(text));
    }

    private static boolean isInteger(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] < '0' && bytes[i] != '-' || bytes[i] > '9') {
                return false;
            }
        }
        return true;
    }

    private static long smallInteger(byte[] bytes, int from, int to) {
        boolean negative = bytes[from] == '-';
        long value = 0;
        for (int i = negative ? from + 1 : from; i < to; i++) {
            value = value * 10 + bytes[i] - '0';
        }
        return negative ? -value : value;
    }
}
