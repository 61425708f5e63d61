package io.qmp.codec.fuzz;

import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpNull;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes values of bytes, so that nearly every change of an input is another value; zeros stand for what is missing.
 */
public final class ValueSource {
    private static final int DEEPEST = 5;
    private static final BigInteger[] LARGE = {
        BigInteger.TWO.pow(63),
        BigInteger.TWO.pow(64).subtract(BigInteger.ONE),
        BigInteger.TWO.pow(63).negate()
    };
    private static final long[] LONGS = {
        -1,
        127,
        128,
        255,
        256,
        -129,
        32767,
        32768,
        65535,
        65536,
        1L << 31,
        (1L << 32) - 1,
        Long.MAX_VALUE,
        Long.MIN_VALUE
    };
    private static final double[] DOUBLES = {0.0, -0.0, 0.5, 7.0, 1e300, 1e19, Double.NaN, Double.NEGATIVE_INFINITY};

    private final byte[] bytes;
    private final List<String> names;
    private final List<String> texts;
    private int position;

    /**
     * Makes a source.
     *
     * @param bytes any
     * @param names what members are called
     * @param texts strings that have a meaning
     */
    public ValueSource(byte[] bytes, List<String> names, List<String> texts) {
        this.bytes = bytes;
        this.names = names;
        this.texts = texts;
    }

    /** {@return a number from zero up to, and without, a bound of at most 256} */
    public int below(int bound) {
        return position < bytes.length ? (bytes[position++] & 0xFF) % bound : 0;
    }

    /** {@return an object} */
    public QmpObject object() {
        return object(0);
    }

    /** {@return any value} */
    public QmpValue value() {
        return value(0);
    }

    private QmpObject object(int depth) {
        QmpObject.Builder object = QmpObject.builder();
        for (int count = below(9); count > 0; count--) {
            object.add(names.get(below(names.size())), value(depth + 1));
        }
        return object.build();
    }

    private QmpValue value(int depth) {
        return switch (below(depth < DEEPEST ? 13 : 10)) {
            case 0 -> QmpNull.NULL;
            case 1 -> QmpValue.of(below(2) == 1);
            case 2 -> QmpValue.of(below(256) - 128L);
            case 3 -> QmpValue.of(LONGS[below(LONGS.length)]);
            case 4 -> QmpValue.of(LARGE[below(LARGE.length)]);
            case 5 -> QmpValue.of(DOUBLES[below(DOUBLES.length)]);
            case 6 -> QmpValue.of(String.valueOf((char) below(256)));
            case 7, 8, 9 -> QmpValue.of(texts.get(below(texts.size())));
            case 10 -> array(depth);
            default -> object(depth);
        };
    }

    private QmpArray array(int depth) {
        List<QmpValue> elements = new ArrayList<>();
        for (int count = below(4); count > 0; count--) {
            elements.add(value(depth + 1));
        }
        return new QmpArray(elements);
    }
}
