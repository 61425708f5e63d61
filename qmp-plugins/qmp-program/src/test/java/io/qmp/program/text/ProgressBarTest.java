package io.qmp.program.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressBarTest {
    @ParameterizedTest
    @CsvSource({
        "0, [....]   0 %",
        "0.5, [##..]  50 %",
        "0.999, [###.]  99 %",
        "1, [####] 100 %",
        "2, [####] 100 %",
        "-1, [....]   0 %",
        "NaN, [....]   0 %"
    })
    void showsHowFarSomethingIs(double ratio, String bar) {
        assertThat(ProgressBar.of(ratio, 4)).isEqualTo(bar);
    }
}
