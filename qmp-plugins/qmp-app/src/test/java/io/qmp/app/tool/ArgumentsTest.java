package io.qmp.app.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qmp.api.wire.WireCodec;
import io.qmp.api.wire.WireFormat;
import io.qmp.app.option.OptionException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentsTest {
    private final WireCodec codec = WireCodec.installed();
    private final Arguments arguments = new Arguments(codec);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "value=1             | {\"value\": 1}",
                "value=-1            | {\"value\": -1}",
                "value=18446744073709551615 | {\"value\": 18446744073709551615}",
                "value=1.5           | {\"value\": 1.5}",
                "value=true          | {\"value\": true}",
                "value=null          | {\"value\": null}",
                "value=[1,\"a\"]     | {\"value\": [1, \"a\"]}",
                "value={\"a\":{}}    | {\"value\": {\"a\": {}}}",
                "value=\"1\"         | {\"value\": \"1\"}",
                "value=text          | {\"value\": \"text\"}",
                "value=two words     | {\"value\": \"two words\"}",
                "value=              | {\"value\": \"\"}",
                "value=a=b           | {\"value\": \"a=b\"}",
                "value=/dev/null     | {\"value\": \"/dev/null\"}",
                "value=1 2           | {\"value\": \"1 2\"}",
                "value=[1            | {\"value\": \"[1\"}",
                "a.b.c=1             | {\"a\": {\"b\": {\"c\": 1}}}",
            })
    void takesValuesAsJsonWhereTheyAre(String word, String expected) {
        assertThat(json(word)).isEqualTo(expected);
    }

    @Test
    void putsWhatHasDotsIntoObjects() {
        assertThat(json("driver=raw", "file.driver=file", "file.filename=/a", "node-name=n"))
                .isEqualTo("{\"driver\": \"raw\", \"node-name\": \"n\","
                        + " \"file\": {\"driver\": \"file\", \"filename\": \"/a\"}}");
    }

    @Test
    void putsElementsIntoArrays() {
        assertThat(json("a[0].b=1", "a[0].c=x", "a[1]=2", "m[0][0]=3"))
                .isEqualTo("{\"a\": [{\"b\": 1, \"c\": \"x\"}, 2], \"m\": [[3]]}");
        assertThatThrownBy(() -> json("a[1]=1")).hasMessageContaining("[0] is missing");
        assertThatThrownBy(() -> json("a[0]=1", "a.b=1")).hasMessageContaining("[1] is missing");
    }

    @Test
    void namesWhatIsNoStringAndReadsItAsOneIfAskedTo() {
        List<String> words = List.of("id=123", "a.b=true", "text=x", "quoted=\"1\"");
        assertThat(arguments.literals(words)).containsExactly("id", "a.b");
        assertThat(codec.format(arguments.words(words, Set.of("id")), WireFormat.CLIENT))
                .startsWith("{\"id\": \"123\"")
                .contains("{\"b\": true}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"value", "=1", ""})
    void refusesWordsOfAnotherForm(String word) {
        assertThatThrownBy(() -> json(word)).hasMessage("'" + word + "' is not of the form key=value");
    }

    @ParameterizedTest
    @CsvSource({"a=1,a=2", "a=1,a.b=2", "a.b=1,a=2", "a.b=1,a.b=2", "a.b=1,a.b.c=2"})
    void refusesContradictions(String first, String second) {
        assertThatThrownBy(() -> json(first, second)).hasMessage("'" + second + "' contradicts an argument before it");
    }

    @Test
    void takesOneObjectOfJson() {
        assertThat(codec.format(arguments.json("{\"a\": [1]}"), WireFormat.CLIENT))
                .isEqualTo("{\"a\": [1]}");
        assertThatThrownBy(() -> arguments.json("[1]")).hasMessage("arguments are a JSON object, not [1]");
        assertThatThrownBy(() -> arguments.json("{a"))
                .isInstanceOf(OptionException.class)
                .hasMessageStartingWith("'{a' is not JSON: ");
    }

    private String json(String... words) {
        return codec.format(arguments.words(List.of(words)), WireFormat.CLIENT);
    }
}
