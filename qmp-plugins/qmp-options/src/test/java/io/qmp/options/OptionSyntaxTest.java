package io.qmp.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionSyntaxTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "socket,id=m0,server=on | [socket] id:[m0] server:[on]",
                "a,,b                   | [a,b]",
                "a,,,b                  | [a,] [b]",
                "a,,b=c                 | [a,b=c]",
                "path=/a,,b=c,x         | path:[/a,b=c] [x]",
                "a=b=c                  | a:[b=c]",
                "a=                     | a:[]",
                "=b                     | :[b]",
                ",a                     | [] [a]",
                "a,                     | [a]",
                ",,                     | [,]",
                "\"\"                   | \"\""
            })
    void optionsAreSplitAtCommas(String text, String parts) {
        assertThat(OptionPart.split(text).stream()
                        .map(part -> part.key().map(key -> key + ":").orElse("") + "[" + part.value() + "]")
                        .collect(Collectors.joining(" ")))
                .isEqualTo(parts);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",", "a,b", ",,a=,,", "a=b"})
    void anEscapedValueIsReadAsItWas(String value) {
        assertThat(OptionPart.split("key=" + OptionPart.escape(value)))
                .singleElement()
                .extracting(OptionPart::value)
                .isEqualTo(value);
    }

    @Test
    void switchesHaveFourWordsEach() {
        assertThat(new String[] {"on", "yes", "true", "y"}).allMatch(word -> Switches.isOn("k", word));
        assertThat(new String[] {"off", "no", "false", "n"}).noneMatch(word -> Switches.isOn("k", word));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Switches.isOn("wait", "On"))
                .withMessage("Parameter 'wait' expects 'on' or 'off'");
    }

    @Test
    void identifiersBeginWithALetter() {
        assertThat(new String[] {"a", "Z9._-"}).allMatch(Identifiers::matches);
        assertThat(new String[] {"", "9a", "_a", "a b", "ä", "a\n"}).noneMatch(Identifiers::matches);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Identifiers.require("id", "1c"))
                .withMessageStartingWith("Parameter 'id' expects an identifier\n");
    }
}
