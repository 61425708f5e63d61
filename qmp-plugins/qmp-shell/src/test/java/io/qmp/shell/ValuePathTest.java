package io.qmp.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qmp.api.value.QmpValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuePathTest {
    private static final QmpValue VALUE =
            Lines.CODEC.parse("{\"a\": {\"b\": [1, {\"c\": \"x\"}, [2]]}, \"node-name\": null}");

    @ParameterizedTest
    @CsvSource({
        "a.b[0], 1",
        "a.b[1].c, '\"x\"'",
        "a.b[2][0], 2",
        "a.b[2], [2]",
        "node-name, null",
    })
    void leadsToAValue(String path, String expected) {
        assertThat(ValuePath.parse(path).find(VALUE)).contains(Lines.CODEC.parse(expected));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "a.x", "a.b.c", "a.b[3]", "a[0]", "[0]", "a.b[0].c", "node-name.x"})
    void whatIsNotThereIsNotFound(String path) {
        assertThat(ValuePath.parse(path).find(VALUE)).isEmpty();
    }

    @Test
    void beginsWithAnElementInAnArray() {
        ValuePath path = ValuePath.parse("[1].a");
        assertThat(path.find(Lines.CODEC.parse("[1, {\"a\": true}]"))).contains(QmpValue.of(true));
        assertThat(path).hasToString("[1].a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "a.", ".a", "a[", "a[x]", "a[-1]", "[]", "[0]a"})
    void refusesOtherForms(String path) {
        assertThatThrownBy(() -> ValuePath.parse(path))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is no place in a value");
    }
}
