package io.qmp.plugin.machine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qmp.api.wire.WireCodec;
import io.qmp.plugin.qemu.type.PanicAction;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionValuesTest {
    private final WireCodec codec = WireCodec.installed();

    private OptionValues parse(String text) {
        return OptionValues.parse(text, "first", codec);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "a=1,b=2 | {\"a\": \"1\", \"b\": \"2\"}",
                "x,b=2 | {\"first\": \"x\", \"b\": \"2\"}",
                "\"\" | {\"first\": \"\"}",
                "a=x,,y | {\"a\": \"x,y\"}",
                "a=1,a=2 | {\"a\": \"2\"}",
                "a.b=1,a.c.d=2 | {\"a\": {\"b\": \"1\", \"c\": {\"d\": \"2\"}}}",
                "{'a': 1, 'b': true, 'c': 's', 'd': {'e': false}}"
                        + " | {\"a\": \"1\", \"b\": \"on\", \"c\": \"s\", \"d\": {\"e\": \"off\"}}",
            })
    void bothFormsGiveTheSameTexts(String text, String nested) {
        assertThat(parse(text.startsWith("{") ? text.replace('\'', '"') : text).nested())
                .isEqualTo(codec.parse(nested));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "a=1,b | Expected '=' after parameter 'b'",
                "{'a': [1]} | Parameter 'a' is unexpected",
                "a=1,a.b=2 | Parameters 'a.b.*' used inconsistently",
                "a.b=2,a=1 | Parameters 'a.*' used inconsistently",
            })
    void textsThatAreNoOptionsFail(String text, String message) {
        assertThatThrownBy(() -> parse(text.replace('\'', '"')).nested())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void whatIsTakenIsConvertedAndGone() {
        OptionValues values = parse("n=0x10,s=on,e=exit-failure,t=text");
        assertThat(values.takeInteger("n")).contains(16L);
        assertThat(values.takeSwitch("s")).contains(true);
        assertThat(values.takeEnum("e", PanicAction.class)).contains(PanicAction.EXIT_FAILURE);
        assertThat(values.need("t")).isEqualTo("text");
        assertThat(values.take("t")).isEmpty();
        assertThat(values.takeInteger("n")).isEmpty();
        values.end();
    }

    @Test
    void valuesOfTheWrongKindFail() {
        OptionValues values = parse("n=many,s=maybe,e=never");
        assertFails(() -> values.takeInteger("n"), "Parameter 'n' expects integer");
        assertFails(() -> values.takeSwitch("s"), "Parameter 's' expects 'on' or 'off'");
        assertFails(() -> values.takeEnum("e", PanicAction.class), "Parameter 'e' does not accept value 'never'");
        assertFails(() -> values.need("n"), "Parameter 'n' is missing");
    }

    @Test
    void whatIsLeftIsAnErrorUnlessItIsIgnored() {
        OptionValues values = parse("known=1,other=2");
        values.take("known");
        assertThat(values.rest()).containsOnlyKeys("other");
        assertThat(values.left()).contains("other");
        assertFails(values::end, "Invalid parameter 'other'");
        values.ignore(Set.of("other"));
        values.end();
    }

    private static void assertFails(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }
}
