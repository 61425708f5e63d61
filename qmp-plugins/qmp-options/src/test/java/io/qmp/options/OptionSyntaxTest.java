package io.qmp.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.qmp.api.wire.QmpAddress;
import io.qmp.api.wire.UnixAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "m0,server,nowait | id=m0 server=on wait=off",
                "server,nowait    | id=server wait=off",
                "nowait           | id=nowait",
                "id=a,no          | id=a =off",
                "a=b,c=d,e        | a=b c=d e=on",
                "\"\"             | \"\""
            })
    void aKeyAloneIsASwitchUnlessItIsTheFirst(String text, String assigned) {
        List<String> all = new ArrayList<>();

        OptionPart.assign(text, "id", (key, value) -> all.add(key + "=" + value));

        assertThat(String.join(" ", all)).isEqualTo(assigned);
    }

    /** The words of addresses stand in a module that does not read this one. */
    @ParameterizedTest
    @CsvSource({"on", "yes", "true", "y", "off", "no", "false", "n", "On", "1", "''"})
    void addressesHaveTheSameWords(String word) {
        String address = "unix:/x,abstract=" + word;

        assertThat(Switches.find(word)).isEqualTo(isAbstract(address));
    }

    private static Optional<Boolean> isAbstract(String address) {
        try {
            return Optional.of(UnixAddress.of(QmpAddress.parse(address)).isAbstract());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
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
