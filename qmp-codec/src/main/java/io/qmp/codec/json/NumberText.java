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

    /** {@return what a number token means: an integer if it is written as one and fits 64 bits, with a sign or without} */
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
