package io.qmp.codec.bind.type;

import io.qmp.api.schema.JsonType;
import io.qmp.api.type.IntegerType;
import io.qmp.api.value.QmpBigInteger;
import io.qmp.api.value.QmpLong;
import io.qmp.api.value.QmpValue;
import io.qmp.codec.bind.read.ReadPath;
import io.qmp.codec.bind.read.TextSource;
import io.qmp.codec.json.TextReader;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * An integer.
 *
 * @param type its range
 * @param bits the width of its Java form: of {@link Byte}, {@link Short}, {@link Integer} or {@link Long}
 */
public record IntegralType(IntegerType type, int bits) implements DataType {
    private static final BigInteger TWO_TO_64 = BigInteger.ONE.shiftLeft(Long.SIZE);

    /** Whether the Java form holds the range; 64 unsigned bits go into a {@code long} modulo 2^64. */
    public boolean fits() {
        return switch (type) {
            case INT8 -> true;
            case UINT8, INT16 -> bits >= Short.SIZE;
            case UINT16, INT32 -> bits >= Integer.SIZE;
            case UINT32, INT64, UINT64, SIZE -> bits == Long.SIZE;
        };
    }

    @Override
    public boolean isImmutable() {
        return true;
    }

    @Override
    public JsonType jsonType() {
        return JsonType.INT;
    }

    @Override
    public @Nullable Object read(QmpValue value, ReadPath path) {
        return switch (type) {
            case INT64 -> path.isStrict() ? signed(value, path) : anySigned(value, path);
            case INT8 -> signed(value, Byte.MIN_VALUE, Byte.MAX_VALUE, "int8_t", path);
            case INT16 -> signed(value, Short.MIN_VALUE, Short.MAX_VALUE, "int16_t", path);
            case INT32 -> signed(value, Integer.MIN_VALUE, Integer.MAX_VALUE, "int32_t", path);
            case UINT8 -> unsigned(value, 0xFF, "uint8_t", path);
            case UINT16 -> unsigned(value, 0xFFFF, "uint16_t", path);
            case UINT32 -> unsigned(value, 0xFFFF_FFFFL, "uint32_t", path);
            case UINT64, SIZE -> unsigned(value, path);
        };
    }

    @Override
    public @Nullable Object read(TextSource source) {
        TextReader text = source.text();
        int mark = text.mark();
        if (text.passInteger() && isInRange(text.integer())) {
            return box(text.integer());
        }
        text.reset(mark);
        return DataType.super.read(source);
    }

    private boolean isInRange(long value) {
        return switch (type) {
            case INT8 -> value == (byte) value;
            case INT16 -> value == (short) value;
            case INT32 -> value == (int) value;
            case UINT8 -> value == (value & 0xFF);
            case UINT16 -> value == (value & 0xFFFF);
            case UINT32 -> value == (value & 0xFFFF_FFFFL);
            case INT64, UINT64, SIZE -> true;
        };
    }

    private @Nullable Object signed(QmpValue value, ReadPath path) {
        return value instanceof QmpLong integer ? box(integer.value()) : path.wrongType(value, "integer");
    }

    /** Introspection has no widths, so that a peer may send an unsigned 64-bit integer for a signed one. */
    private @Nullable Object anySigned(QmpValue value, ReadPath path) {
        return value instanceof QmpBigInteger ? unsigned(value, path) : signed(value, path);
    }

    /** Modulo 2^64, as QEMU does for compatibility with old clients. */
    private @Nullable Object unsigned(QmpValue value, ReadPath path) {
        if (value instanceof QmpLong integer) {
            return box(integer.value());
        }
        return value instanceof QmpBigInteger integer && isUpperHalf(integer.value())
                ? box(integer.value().longValue())
                : path.notUnsigned(value);
    }

    private static boolean isUpperHalf(BigInteger value) {
        return value.signum() > 0 && value.bitLength() <= Long.SIZE;
    }

    private @Nullable Object signed(QmpValue value, long least, long greatest, String range, ReadPath path) {
        return value instanceof QmpLong integer
                ? within(least, greatest, integer, range, path)
                : path.wrongType(value, "integer");
    }

    private @Nullable Object unsigned(QmpValue value, long greatest, String range, ReadPath path) {
        if (value instanceof QmpLong integer) {
            return within(0, greatest, integer, range, path);
        }
        return value instanceof QmpBigInteger integer && isUpperHalf(integer.value())
                ? path.outOfRange(value, range)
                : path.notUnsigned(value);
    }

    private @Nullable Object within(long least, long greatest, QmpLong value, String range, ReadPath path) {
        return least <= value.value() && value.value() <= greatest ? box(value.value()) : path.outOfRange(value, range);
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
    public QmpValue write(Object value, WriteMode mode) {
        long integer = ((Number) value).longValue();
        boolean upperHalf = integer < 0 && (type == IntegerType.UINT64 || type == IntegerType.SIZE);
        return upperHalf ? QmpValue.of(BigInteger.valueOf(integer).add(TWO_TO_64)) : QmpValue.of(integer);
    }

    @Override
    public Object absent() {
        return box(0);
    }
}
