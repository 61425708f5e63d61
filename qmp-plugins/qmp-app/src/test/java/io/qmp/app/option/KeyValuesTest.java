package io.qmp.app.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qmp.app.option.KeyValues.Keys;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyValuesTest {
    private static final Keys KEYS = new Keys("path", Set.of("path", "id"), Set.of("server", "wait"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                     | {}",
                "a                      | {path=a}",
                "a,server               | {path=a, server=on}",
                "a,server,nowait        | {path=a, server=on, wait=off}",
                "a,server=off           | {path=a, server=off}",
                "path=a,id=b            | {path=a, id=b}",
                "id=b                   | {id=b}",
                "id=                    | {id=}",
                "id=a=b                 | {id=a=b}",
                "id=a,id=b              | {id=b}",
                "a,                     | {path=a}",
                "',id=b'                | {path=, id=b}",
                "'a,,b,id=c,,,,d,,'     | {path=a,b, id=c,,d,}",
                "'a,,,server'           | {path=a,, server=on}",
            })
    void splitsAtSingleCommas(String text, String expected) {
        assertThat(KEYS.parse(text).values()).hasToString(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bogus=1", "a,bogus", "a,nobogus", "a,bogus=on", "server=on,bogus="})
    void refusesKeysThatAreNotKnown(String text) {
        assertThatThrownBy(() -> KEYS.parse(text)).hasMessage("Invalid parameter 'bogus'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,=1", "=1", "a,no"})
    void refusesEmptyKeys(String text) {
        assertThatThrownBy(() -> KEYS.parse(text)).hasMessage("Invalid parameter ''");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "maybe", "ON", "1"})
    void refusesFlagsThatAreNeitherOnNorOff(String value) {
        assertThatThrownBy(() -> KEYS.parse("a,server=on,server=" + value))
                .hasMessage("Parameter 'server' expects 'on' or 'off'");
    }

    @Test
    void readsFlagsInAllSpellings() {
        for (String on : Set.of("on", "yes", "true", "y")) {
            assertThat(KEYS.parse("server=" + on).flag("server")).hasValue(true);
        }
        for (String off : Set.of("off", "no", "false", "n")) {
            assertThat(KEYS.parse("server=" + off).flag("server")).hasValue(false);
        }
        assertThat(KEYS.parse("a").flag("server")).isEmpty();
    }

    @Test
    void isNotChangedByWhatIsAddedToACopy() {
        KeyValues some = KEYS.parse("a");
        assertThat(some.with("id", "b").values()).isEqualTo(Map.of("path", "a", "id", "b"));
        assertThat(some.text("id")).isEmpty();
    }
}
