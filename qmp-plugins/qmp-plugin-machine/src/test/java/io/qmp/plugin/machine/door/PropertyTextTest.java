package io.qmp.plugin.machine.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PropertyTextTest {
    /** As QEMU 7.2 shows them. */
    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "512, 512 B",
        "999, 999 B",
        "1000, 0.977 KiB",
        "4095, 4 KiB",
        "134217728, 128 MiB",
        "4294967295, 4 GiB",
        "34359738368, 32 GiB",
        "18446744073709551615, 16 EiB"
    })
    void sizesHaveThreeDigitsAndAUnit(BigInteger bytes, String text) {
        assertThat(PropertyText.size(bytes)).isEqualTo(text);
    }
}
