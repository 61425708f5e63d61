package io.qmp.codec.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DoubleFormatTest {
    /** As C's {@code printf} prints them. */
    @ParameterizedTest
    @CsvSource({
        "0.1, 0.10000000000000001",
        "1.0, 1",
        "-1.5, -1.5",
        "-0.0, -0",
        "0.0, 0",
        "1e3, 1000",
        "1e-3, 0.001",
        "1e-4, 0.0001",
        "1e-5, 1.0000000000000001e-05",
        "1e16, 10000000000000000",
        "1e17, 1e+17",
        "123456789012345678, 1.2345678901234568e+17",
        "9007199254740993, 9007199254740992",
        "18446744073709551616, 1.8446744073709552e+19",
        "5e-324, 4.9406564584124654e-324",
        "1.7976931348623157e308, 1.7976931348623157e+308",
        "3.141592653589793, 3.1415926535897931",
        "0.00012345, 0.00012344999999999999",
        "99999999999999999, 1e+17",
        "1e100, 1e+100",
        "Infinity, inf",
        "-Infinity, -inf",
        "NaN, nan",
    })
    void formatsAsCDoes(String number, String text) {
        assertThat(DoubleFormat.format(Double.parseDouble(number))).isEqualTo(text);
    }

    @Property
    void noTextOfSeventeenDigitsIsNearer(@ForAll long bits) {
        double value = Double.longBitsToDouble(bits);
        if (Double.isFinite(value)) {
            BigDecimal exact = new BigDecimal(value);
            BigDecimal printed = new BigDecimal(DoubleFormat.format(value));
            assertThat(printed).isEqualByComparingTo(exact.round(new MathContext(17, RoundingMode.HALF_EVEN)));
        }
    }

    @Property
    void theTextIsReadBackAsTheSameNumber(@ForAll double value) {
        assertThat(Double.parseDouble(DoubleFormat.format(value))).isEqualTo(value);
    }

    @Property
    void smallIntegersAreWrittenAsSuch(@ForAll int value) {
        assertThat(DoubleFormat.format(value)).isEqualTo(String.valueOf(value));
    }

    @Example
    void readsBackWhatIsNotFinite() {
        assertThat(DoubleFormat.nonFinite("inf")).extracting("value").isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(DoubleFormat.nonFinite("-inf")).extracting("value").isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(DoubleFormat.nonFinite("-nan")).extracting("value").isEqualTo(Double.NaN);
        assertThat(DoubleFormat.nonFinite("info")).isNull();
    }
}
