package io.qmp.plugin.machine.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "17; 17",
                "0x1F; 31",
                "017; 15",
                "0; 0",
                "'A'; 65",
                "1 + 2 * 3; 7",
                "1 | 2 + 4; 7",
                "1 + 2 | 4; 7",
                "6 & 3 * 2; 6",
                "(1 + 2) * 3; 9",
                "10 - 3 - 2; 5",
                "7 / 2; 3",
                "-7 % 4; -3",
                "~0; -1",
                "- - 5; 5",
                "0xffffffffffffffff; -1",
                "18446744073709551615; -1",
            })
    void valuesAreThoseOf64Bits(String text, long value) {
        assertThat(Expression.read(new Cursor(text))).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "1 / 0; division by zero",
                "1 % (2 - 2); division by zero",
                "(1; ')' expected",
                "'; character constant expected",
                "'A; missing terminating ' character",
                "1 +; unexpected end of expression",
                "x; invalid char 'x' in expression",
                "$pc; unknown register",
                "18446744073709551616; number too large",
            })
    void invalidExpressionsFail(String text, String message) {
        assertThatThrownBy(() -> Expression.read(new Cursor(text)))
                .isInstanceOf(BadLine.class)
                .hasMessage(message);
    }

    @Test
    void nestingIsLimited() {
        assertThat(Expression.read(new Cursor("(".repeat(50) + "1" + ")".repeat(50))))
                .isEqualTo(1);
        assertThatThrownBy(() -> Expression.read(new Cursor("(".repeat(100_000))))
                .isInstanceOf(BadLine.class)
                .hasMessage("expression is nested too deeply");
    }

    @Test
    void expressionEndsAtTheNextArgument() {
        Cursor cursor = new Cursor("1 + 1 next");
        assertThat(Expression.read(cursor)).isEqualTo(2);
        assertThat(cursor.word()).isEqualTo("next");
    }
}
