package io.qmp.plugin.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.plugin.qemu.QemuVersion;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DirtyRateTest {
    private static final String DONE = "{\"return\": {}}";
    private static final long START = Instant.parse("2026-01-01T00:00:00Z").getEpochSecond();

    private static String measure(MachineUnderTest machine, String arguments) {
        return ask(machine, "calc-dirty-rate", arguments);
    }

    private static String query(MachineUnderTest machine, String arguments) {
        return ask(machine, "query-dirty-rate", arguments);
    }

    private static String ask(MachineUnderTest machine, String command, String arguments) {
        String request = "{'execute': '" + command + "', 'arguments': {" + arguments + "}}";
        return String.join("\n", machine.tell(request));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            V7_2  | 'calc-time': 0   | calc-time is out of range[1, 60].
            V7_2  | 'calc-time': -1  | calc-time is out of range[1, 60].
            V7_2  | 'calc-time': 61  | calc-time is out of range[1, 60].
            V10_0 | 'calc-time': 0   | Calculation time is out of range [50ms, 60000ms].
            V10_0 | 'calc-time': 61  | Calculation time is out of range [50ms, 60000ms].
            V10_0 | 'calc-time': 49, 'calc-time-unit': 'millisecond'    | Calculation time is out of range [50ms, 60000ms].
            V11_1 | 'calc-time': 60001, 'calc-time-unit': 'millisecond' | Calculation time is out of range [50ms, 60000ms].
            V7_2  | 'calc-time': 1, 'mode': 'dirty-ring'      | mode dirty-ring is not enabled, use other method instead.
            V10_0 | 'calc-time': 1, 'mode': 'dirty-ring'      | mode dirty-ring is not enabled, use other method instead.
            V10_0 | 'calc-time': 1, 'sample-pages': 127       | sample-pages is out of range[128, 16384].
            V10_0 | 'calc-time': 1, 'sample-pages': 16385     | sample-pages is out of range[128, 16384].
            V10_0 | 'calc-time': 1, 'sample-pages': 600, 'mode': 'dirty-bitmap' | sample-pages is used only in page-sampling mode
            V10_0 | 'calc-time': 61, 'sample-pages': 1        | Calculation time is out of range [50ms, 60000ms].
            """)
    void whatCannotBeMeasuredIsRefused(QemuVersion version, String arguments, String text) {
        try (MachineUnderTest machine = MachineUnderTest.as(version)) {
            assertThat(measure(machine, arguments))
                    .isEqualTo("{\"error\": {\"class\": \"GenericError\", \"desc\": \"" + text + "\"}}");
            assertThat(query(machine, "")).contains("\"status\": \"unstarted\"");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            V7_2  | 'calc-time': 1  | 1000
            V7_2  | 'calc-time': 60 | 60000
            V10_0 | 'calc-time': 60 | 60000
            V10_0 | 'calc-time': 50, 'calc-time-unit': 'millisecond'    | 50
            V10_0 | 'calc-time': 60000, 'calc-time-unit': 'millisecond' | 60000
            """)
    void aMeasurementTakesItsTime(QemuVersion version, String arguments, long millis) {
        try (MachineUnderTest machine = MachineUnderTest.as(version)) {
            assertThat(measure(machine, arguments)).isEqualTo(DONE);

            machine.pass(Duration.ofMillis(millis - 1));
            assertThat(query(machine, "")).contains("\"status\": \"measuring\"").doesNotContain("\"dirty-rate\"");
            assertThat(measure(machine, "'calc-time': 1"))
                    .contains("\"desc\": \"the dirty rate is already being measured.\"");
            machine.pass(Duration.ofMillis(1));
            assertThat(query(machine, "")).contains("\"status\": \"measured\"", "\"dirty-rate\": 0");
            assertThat(measure(machine, "'calc-time': 1")).isEqualTo(DONE);
        }
    }

    @Test
    void aQueryRepeatsWhatWasAskedFor() {
        try (MachineUnderTest machine = new MachineUnderTest()) {
            assertThat(query(machine, ""))
                    .contains("\"start-time\": 0", "\"calc-time\": 0", "\"sample-pages\": 0", "\"page-sampling\"");

            measure(machine, "'calc-time': 2, 'sample-pages': 600");

            assertThat(query(machine, ""))
                    .contains(
                            "\"start-time\": " + START,
                            "\"calc-time\": 2",
                            "\"sample-pages\": 600",
                            "\"mode\": \"page-sampling\"");
        }
    }

    @Test
    void theBitmapOfDirtyPagesNeedsNoSamples() {
        try (MachineUnderTest machine = new MachineUnderTest()) {
            measure(machine, "'calc-time': 1, 'mode': 'dirty-bitmap'");
            machine.pass(Duration.ofSeconds(1));

            assertThat(query(machine, ""))
                    .contains("\"measured\"", "\"sample-pages\": 0", "\"mode\": \"dirty-bitmap\"");
        }
    }

    /** Whole seconds, in seconds. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            'calc-time': 2                                    | ""                              | 2    | second
            'calc-time': 2                                    | 'calc-time-unit': 'millisecond' | 2000 | millisecond
            'calc-time': 2500, 'calc-time-unit': 'millisecond' | 'calc-time-unit': 'millisecond' | 2500 | millisecond
            'calc-time': 2500, 'calc-time-unit': 'millisecond' | ""                              | 2    | second
            """)
    void timesAreInTheUnitThatIsAskedFor(String arguments, String asked, long time, String unit) {
        try (MachineUnderTest machine = new MachineUnderTest()) {
            measure(machine, arguments);

            assertThat(query(machine, asked))
                    .contains("\"calc-time\": " + time, "\"calc-time-unit\": \"" + unit + "\"");
        }
    }

    @ParameterizedTest
    @EnumSource
    void withoutASampleThereAre512PagesOfEachGigabyte(QemuVersion version) {
        try (MachineUnderTest machine = MachineUnderTest.as(version)) {
            measure(machine, "'calc-time': 1");

            assertThat(query(machine, "")).contains("\"sample-pages\": 512");
        }
    }
}
