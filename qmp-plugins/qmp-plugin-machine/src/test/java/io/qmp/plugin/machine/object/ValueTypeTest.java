package io.qmp.plugin.machine.object;

import static io.qmp.plugin.machine.Failure.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.WireCodec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueTypeTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bool   | true",
                "int    | -9223372036854775808",
                "int8   | -128",
                "int8   | 127",
                "int16  | 32767",
                "int32  | -2147483648",
                "uint8  | 255",
                "uint16 | 0",
                "uint32 | 4294967295",
                "uint64 | 18446744073709551615",
                "size   | 0",
                "str    | \"\"",
                "OnOffAuto | \"auto\""
            })
    void valuesOfTheTypeAreTaken(String type, String json) {
        QmpValue value = parse(json);
        assertThat(ValueType.check("p", type, value)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bool   | 1          | Invalid parameter type for 'p', expected: boolean",
                "int    | \"1\"      | Invalid parameter type for 'p', expected: integer",
                "int8   | 128        | Parameter 'p' expects int8_t",
                "int16  | -32769     | Parameter 'p' expects int16_t",
                "int32  | 2147483648 | Parameter 'p' expects int32_t",
                "uint8  | 256        | Parameter 'p' expects uint8_t",
                "uint8  | -1         | Parameter 'p' expects uint8_t",
                "uint32 | 4294967296 | Parameter 'p' expects uint32_t",
                "uint64 | 18446744073709551616 | Parameter 'p' expects uint64",
                "size   | true       | Parameter 'p' expects uint64",
                "str    | 1          | Invalid parameter type for 'p', expected: string",
                "OnOffAuto | \"maybe\" | Parameter 'p' does not accept value 'maybe'",
                "OnOffAuto | 1       | Invalid parameter type for 'p', expected: string"
            })
    void otherValuesFail(String type, String json, String message) {
        assertThat(failure(() -> ValueType.check("p", type, parse(json)))).isEqualTo(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bool   | on    | true",
                "bool   | no    | false",
                "uint32 | 0x10  | 16",
                "int32  | -5    | -5",
                "str    | 5     | \"5\""
            })
    void textsOfTheCommandLineMeanValues(String type, String text, String json) {
        assertThat(ValueType.parse("p", type, text)).isEqualTo(parse(json));
    }

    /** A slot and perhaps a function, in hexadecimal. */
    @ParameterizedTest
    @CsvSource({"\"1f.3\", 251", "\"2\", 16", "\"0x2.0x1\", 17", "-1, -1", "255, 255"})
    void pciAddressIsASlotAndAFunction(String json, long number) {
        assertThat(PciAddress.check("e1000", "addr", parse(json))).isEqualTo(QmpValue.of(number));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"20\"  | Property 'e1000.addr' doesn't take value '20'",
                "\"1.8\" | Property 'e1000.addr' doesn't take value '1.8'",
                "\"\"    | Property 'e1000.addr' doesn't take value ''",
                "\"1.\"  | Property 'e1000.addr' doesn't take value '1.'",
                "256     | Parameter 'addr' expects a value between -1 and 255",
                "-2      | Parameter 'addr' expects a value between -1 and 255"
            })
    void otherPciAddressesFail(String json, String message) {
        assertThat(failure(() -> PciAddress.check("e1000", "addr", parse(json))))
                .isEqualTo(message);
    }

    private static QmpValue parse(String json) {
        return WireCodec.installed().parse(json);
    }
}
