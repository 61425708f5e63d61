package io.qmp.codec.bind;

import io.qmp.api.bind.CompatPolicy;
import io.qmp.api.schema.JsonType;
import io.qmp.api.type.IntegerType;
import io.qmp.api.value.QmpBigInteger;
import io.qmp.api.value.QmpLong;
import io.qmp.api.value.QmpValue;
import java.math.BigInteger;

/**
 * An integer.
 *
 * @param type its range
 * @param bits the width of its Java form: of {@link Byte}, {@link Short}, {@link Integer} or {@link Long}
 */
record IntegralType(IntegerType type, int bits) implements DataType {
    private static final BigInteger TWO_TO_64 = BigInteger.ONE.shiftLeft(Long.SIZE);

    /** Whether the Java form holds the range; 64 unsigned bits go into a {@code long} modulo 2^64. */
    boolean fits() {
        return switch (type) {
            case INT8 -> true;
            case UINT8, INT16 -> bits >= Short.SIZE;
            case UINT16, INT32 -> bits >= Integer.SIZE;
            case UINT32, INT64, UINT64, SIZE -> bits == Long.SIZE;
        };
    }

    @Override
    public JsonType jsonType() {
        return JsonType.INT;
    }

    @Override
    public Object read(QmpValue value, Place place) {
        return switch (type) {
            case INT64 -> box(place.isStrict() ? signed(value, place) : anySigned(value, place));
            case INT8 -> box(within(Byte.MIN_VALUE, Byte.MAX_VALUE, signed(value, place), "int8_t", place));
            case INT16 -> box(within(Short.MIN_VALUE, Short.MAX_VALUE, signed(value, place), "int16_t", place));
            case INT32 -> box(within(Integer.MIN_VALUE, Integer.MAX_VALUE, signed(value, place), "int32_t", place));
            case UINT8 -> box(within(0, 0xFF, unsigned(value, place), "uint8_t", place));
            case UINT16 -> box(within(0, 0xFFFF, unsigned(value, place), "uint16_t", place));
            case UINT32 -> box(within(0, 0xFFFF_FFFFL, unsigned(value, place), "uint32_t", place));
            case UINT64, SIZE -> box(unsigned(value, place));
        };
    }

    private static long signed(QmpValue value, Place place) {
        if (value instanceof QmpLong integer) {
            return integer.value();
        }
        throw place.wrongType("integer");
    }

    /** Introspection does not tell widths, so that a peer may send 64 unsigned bits where 64 signed ones are declared. */
    private static long anySigned(QmpValue value, Place place) {
        return value instanceof QmpBigInteger ? unsigned(value, place) : signed(value, place);
    }

    /** Modulo 2^64, as QEMU does for the sake of old clients. */
    private static long unsigned(QmpValue value, Place place) {
        if (value instanceof QmpLong integer) {
            return integer.value();
        }
        if (value instanceof QmpBigInteger integer
                && integer.value().signum() > 0
                && integer.value().bitLength() <= Long.SIZE) {
            return integer.value().longValue();
        }
        throw place.notUnsigned();
    }

    private static long within(long least, long greatest, long value, String range, Place place) {
        if (least <= value && value <= greatest) {
            return value;
        }
        throw place.outOfRange(range);
    }

    private Object box(long value) {
        return switch (bits) {
            case Byte.SIZE -> (byte) value;
            case Short.SIZE -> (short) value;
            case Integer.SIZE -> (int) value;
            default -> value;
        };
    }

    @Override
    public QmpValue write(Object value, CompatPolicy policy) {
        long integer = ((Number) value).longValue();
        boolean upperHalf = integer < 0 && (type == IntegerType.UINT64 || type == IntegerType.SIZE);
        return upperHalf ? QmpValue.of(BigInteger.valueOf(integer).add(TWO_TO_64)) : QmpValue.of(integer);
    }

    @Override
    public Object absent() {
        return box(0);
    }
}
