package io.qmp.codec.bind.type;

import static io.qmp.codec.bind.Values.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.qmp.api.bind.CompatPolicy;
import io.qmp.api.bind.LenienceListener;
import io.qmp.api.error.BindingException;
import io.qmp.api.type.IntegerType;
import io.qmp.api.value.QmpValue;
import io.qmp.codec.bind.read.ReadMode;
import io.qmp.codec.bind.read.ReadPath;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The ranges of integers, at their borders. */
class IntegersTest {
    private static final ReadMode LENIENT = ReadMode.lenient("test", LenienceListener.NONE);

    private static final BigInteger TWO_TO_63 = BigInteger.ONE.shiftLeft(63);
    private static final BigInteger TWO_TO_64 = BigInteger.ONE.shiftLeft(64);

    @ParameterizedTest
    @CsvSource({
        "INT8, -128, 127, int8_t",
        "INT16, -32768, 32767, int16_t",
        "INT32, -2147483648, 2147483647, int32_t",
        "UINT8, 0, 255, uint8_t",
        "UINT16, 0, 65535, uint16_t",
        "UINT32, 0, 4294967295, uint32_t"
    })
    void aRangeIncludesItsBordersOnly(IntegerType type, long least, long greatest, String name) {
        assertThat(read(type, value(least))).isEqualTo(least);
        assertThat(read(type, value(greatest))).isEqualTo(greatest);
        String outOfRange = "Parameter 'x' expects " + name;
        assertThat(fault(type, value(least - 1))).isEqualTo(outOfRange);
        assertThat(fault(type, value(greatest + 1))).isEqualTo(outOfRange);
    }

    @ParameterizedTest
    @EnumSource(names = {"INT64", "INT8", "INT16", "INT32"})
    void aSignedIntegerIsWithin64Bits(IntegerType type) {
        String noInteger = "Invalid parameter type for 'a[0].x', expected: integer";
        assertThat(fault(type, value(1.0))).isEqualTo(noInteger);
        assertThat(fault(type, value("1"))).isEqualTo(noInteger);
        assertThat(fault(type, value(null))).isEqualTo(noInteger);
        assertThat(fault(type, value(TWO_TO_63))).isEqualTo(noInteger);
    }

    @ParameterizedTest
    @EnumSource(names = {"UINT64", "SIZE", "UINT8", "UINT16", "UINT32"})
    void anUnsignedIntegerIsBelow2To64(IntegerType type) {
        String notUnsigned = "Parameter 'a[0].x' expects uint64";
        assertThat(fault(type, value(1.0))).isEqualTo(notUnsigned);
        assertThat(fault(type, value("1"))).isEqualTo(notUnsigned);
        assertThat(fault(type, value(true))).isEqualTo(notUnsigned);
        assertThat(fault(type, value(TWO_TO_64))).isEqualTo(notUnsigned);
        assertThat(fault(type, value(TWO_TO_63.negate().subtract(BigInteger.ONE))))
                .isEqualTo(notUnsigned);
    }

    @ParameterizedTest
    @EnumSource(names = {"UINT8", "UINT16", "UINT32"})
    void aLargeUnsignedIntegerIsOutOfASmallRange(IntegerType type) {
        assertThat(fault(type, value(TWO_TO_64.subtract(BigInteger.ONE)))).startsWith("Parameter 'x' expects uint");
        assertThat(fault(type, value(Long.MIN_VALUE))).startsWith("Parameter 'x' expects uint");
    }

    @ParameterizedTest
    @EnumSource(names = {"UINT64", "SIZE"})
    void the64UnsignedBitsFillALong(IntegerType type) {
        assertThat(read(type, value(-1))).isEqualTo(-1L);
        assertThat(read(type, value(Long.MIN_VALUE))).isEqualTo(Long.MIN_VALUE);
        assertThat(read(type, value(TWO_TO_63))).isEqualTo(Long.MIN_VALUE);
        assertThat(read(type, value(TWO_TO_64.subtract(BigInteger.ONE)))).isEqualTo(-1L);
    }

    @ParameterizedTest
    @EnumSource(names = {"UINT64", "SIZE"})
    void theUpperHalfIsWrittenWithoutSign(IntegerType type) {
        assertThat(write(type, -1L)).isEqualTo(value(TWO_TO_64.subtract(BigInteger.ONE)));
        assertThat(write(type, Long.MIN_VALUE)).isEqualTo(value(TWO_TO_63));
        assertThat(write(type, Long.MAX_VALUE)).isEqualTo(value(Long.MAX_VALUE));
    }

    @Test
    void signedIntegersAreWrittenWithTheirSign() {
        assertThat(write(IntegerType.INT64, -1L)).isEqualTo(value(-1));
    }

    @Test
    void integersHaveTheWidthOfTheirJavaType() {
        assertThat(new IntegralType(IntegerType.INT8, Byte.SIZE).read(value(7), new ReadPath(LENIENT)))
                .isEqualTo((byte) 7);
        assertThat(new IntegralType(IntegerType.UINT8, Short.SIZE).read(value(200), new ReadPath(LENIENT)))
                .isEqualTo((short) 200);
        assertThat(new IntegralType(IntegerType.UINT16, Integer.SIZE).read(value(7), new ReadPath(LENIENT)))
                .isEqualTo(7);
    }

    @Test
    void anIntegerIsANumber() {
        assertThat(ScalarType.NUMBER.read(value(3), new ReadPath(LENIENT))).isEqualTo(3.0);
        assertThat(ScalarType.NUMBER.read(value(TWO_TO_63), new ReadPath(LENIENT)))
                .isEqualTo(0x1p63);
        assertThat(ScalarType.NUMBER.read(value(1.5), new ReadPath(LENIENT))).isEqualTo(1.5);
    }

    private static Object read(IntegerType type, QmpValue value) {
        return new IntegralType(type, Long.SIZE).read(value, new ReadPath(ReadMode.strict(CompatPolicy.ACCEPT)));
    }

    private static QmpValue write(IntegerType type, long value) {
        return new IntegralType(type, Long.SIZE).write(value, WriteMode.AS_IT_IS);
    }

    private static String fault(IntegerType type, QmpValue value) {
        ReadPath place = new ReadPath(ReadMode.strict(CompatPolicy.ACCEPT))
                .member("a")
                .element(0)
                .member("x");
        return catchThrowableOfType(BindingException.class, () -> new IntegralType(type, Long.SIZE).read(value, place))
                .error()
                .desc();
    }
}
