package io.qmp.plugin.machine.object;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SizeTextTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 1",
        "7b, 7",
        "4k, 4096",
        "4K, 4096",
        "1.5G, 1610612736",
        "0.5k, 512",
        "0.0001k, 0", // rounded down
        "2M, 2097152",
        "1T, 1099511627776",
        "1P, 1125899906842624",
        "1E, 1152921504606846976",
        "15E, 17293822569102704640",
        "18446744073709551615, 18446744073709551615",
        "0x10, 16",
        "0X10k, 16384",
        "0xffffffffffffffff, 18446744073709551615",
        "0x1e, 30", // a digit, no suffix
    })
    void sizesAreNumbersWithASuffix(String text, BigInteger bytes) {
        assertThat(SizeText.parse(text))
                .hasValueSatisfying(value -> assertThat(value.toString()).isEqualTo(bytes.toString()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "k",
                "-1",
                "+1",
                " 1",
                "1 ",
                "1kk",
                "1x",
                "1.",
                ".5",
                "1e3",
                "16E",
                "18446744073709551616",
                "0x",
                "0x1.5",
                "1,5"
            })
    void otherTextsAreNone(String text) {
        assertThat(SizeText.parse(text)).isEmpty();
    }
}
