package io.qmp.codec.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpNull;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpString;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.WireFormat;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {
    @Test
    void readsEveryKindOfValue() {
        assertThat(JsonText.parse(" {\"a\": [1, 2.5, true, false, null, 'x'], \"b\": {}} "))
                .isEqualTo(QmpObject.of(
                        "a",
                        QmpArray.of(
                                QmpValue.of(1),
                                QmpValue.of(2.5),
                                QmpValue.of(true),
                                QmpValue.of(false),
                                QmpNull.NULL,
                                QmpValue.of("x")),
                        "b",
                        QmpObject.EMPTY));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-1",
                "9223372036854775807",
                "-9223372036854775808",
                "2147483647",
                "2147483648",
                "999999999999",
                "5000000000007000",
                "2147483647000000000",
                "2147483647000000001",
                "9223372036854775808",
                "18446744073709551615"
            })
    void integersOf64BitsStayExact(String integer) {
        assertThat(JsonText.parse(integer)).isEqualTo(QmpValue.of(new BigInteger(integer)));
        assertThat(JsonText.parse("[" + integer + "]")).isEqualTo(QmpArray.of(QmpValue.of(new BigInteger(integer))));
        assertThat(JsonText.format(QmpValue.of(new BigInteger(integer)), WireFormat.CLIENT))
                .isEqualTo(integer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "18446744073709551616",
                "-9223372036854775809",
                "123456789012345678901234567890",
                "1.0",
                "1e3",
                "1e400",
                "-1e400",
                "1e-400",
                "-0.0",
                "5e-324",
                "0.1",
                "2.2250738585072011e-308",
                "1E+2"
            })
    void otherNumbersAreDoubles(String number) {
        assertThat(JsonText.parse(number)).isEqualTo(QmpValue.of(Double.parseDouble(number)));
        assertThat(JsonText.parse("[" + number + "]")).isEqualTo(QmpArray.of(QmpValue.of(Double.parseDouble(number))));
    }

    @Test
    void minusZeroIsAnInteger() {
        assertThat(JsonText.parse("-0")).isEqualTo(QmpValue.of(0));
    }

    @Test
    void readsAndWritesAllEscapes() {
        String text = "\"\\\"'\\\\/\\b\\f\\n\\r\\t\\u0000\\u001F\\u007F\\u00E9\\u20AC\\uD83D\\uDE00\"";
        QmpString value = new QmpString("\"'\\/\b\f\n\r\t\0\u001f\u007f\u00e9\u20ac\ud83d\ude00");
        assertThat(JsonText.parse(text)).isEqualTo(value);
        assertThat(JsonText.format(value, WireFormat.SERVER)).isEqualTo(text);
    }

    @Test
    void writesWhatIsNoCharacterAsReplacement() {
        assertThat(JsonText.format(new QmpString("a\ud800b\udc00c\uffffd\ufdd0e\ud83f\udfff"), WireFormat.SERVER))
                .isEqualTo("\"a\\uFFFDb\\uFFFDc\\uFFFDd\\uFFFDe\\uFFFD\"");
    }

    @Test
    void writesContainersOnOneLine() {
        assertThat(JsonText.format(JsonText.parse("[{},[],{'a':[1,2],'b':null}]"), WireFormat.CLIENT))
                .isEqualTo("[{}, [], {\"a\": [1, 2], \"b\": null}]");
    }

    @Test
    void writesContainersOnSeveralLines() {
        assertThat(JsonText.format(JsonText.parse("{'return':{},'id':[1,[]]}"), WireFormat.PRETTY_SERVER)
                        .split("\r\n"))
                .containsExactly(
                        "{",
                        "    \"return\": {",
                        "    },",
                        "    \"id\": [",
                        "        1,",
                        "        [",
                        "        ]",
                        "    ]",
                        "}");
    }

    @ParameterizedTest
    @CsvSource({
        "'', no JSON value",
        "' ', no JSON value",
        "1 2, more than one JSON value",
        "{}1, more than one JSON value",
        "[1, 'JSON parse error, premature EOI'",
        "'[1,', 'JSON parse error, premature EOI'",
        "'{\"a\"', 'JSON parse error, premature EOI'",
        "'{\"a\":', 'JSON parse error, premature EOI'",
        "'{\"a\":1,', 'JSON parse error, premature EOI'",
        "{, 'JSON parse error, premature EOI'",
        "-, 'JSON parse error, stray ''-'''",
        "[-, 'JSON parse error, stray ''-'''",
        "'\"a', 'JSON parse error, stray ''\"a'''",
        "inf, 'JSON parse error, invalid keyword ''inf'''",
    })
    void refusesWhatIsNotOneValue(String text, String reason) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonText.parse(text))
                .withMessage(reason);
    }

    @Test
    void refusesHalfASurrogatePair() {
        assertThatIllegalArgumentException().isThrownBy(() -> JsonText.parse("\"\ud800\""));
    }
}
