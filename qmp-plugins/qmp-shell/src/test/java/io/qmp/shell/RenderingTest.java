package io.qmp.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RenderingTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "JSON | {\"a\": [1, 2]} | {\"a\": [1, 2]}",
                "TABLE | {\"a\": 1, \"bc\": {\"d\": \"e f\"}} | a     1;bc.d  e f",
                "TABLE | [{\"a\": 1}, {\"a\": 22, \"b\": null}] | a   b;1;22  null",
                "TABLE | [1, 2] | [1, 2]",
                "TABLE | {} | {}",
                "TABLE | [] | []",
                "TABLE | \"text\" | text",
            })
    void valuesAreShown(Rendering rendering, String json, String text) {
        assertThat(rendering.text(Lines.CODEC.parse(json), Lines.CODEC)).isEqualTo(text.replace(";", "\n"));
    }
}
