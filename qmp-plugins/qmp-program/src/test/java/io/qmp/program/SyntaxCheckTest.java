package io.qmp.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.qmp.program.Syntax.Count;
import io.qmp.program.Syntax.Option;
import io.qmp.program.Syntax.Parameter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SyntaxCheckTest {
    @Test
    void parametersThatCouldNotBeKnownByTheirPlaceAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> syntax(parameter(Count.OPTIONAL), parameter(Count.REQUIRED)));
        assertThatIllegalArgumentException().isThrownBy(() -> syntax(parameter(Count.ANY), parameter(Count.ANY)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "count", "-h", "--help"})
    void namesThatAreNoOptionsAreRefused(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Option(name, "", ""));
    }

    @Test
    void anOptionIsThereOnce() {
        Option option = new Option("--count", "N", "");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Syntax("", "", List.of(), List.of(option, option)))
                .withMessageContaining("--count");
    }

    @Test
    void aLineWithoutParametersIsRead() {
        assertThat(syntax().read(List.of())).contains(new ToolLine(List.of(), java.util.Map.of()));
        assertThat(syntax().read(List.of("more"))).isEmpty();
    }

    private static Parameter parameter(Count count) {
        return new Parameter("X", count, "");
    }

    private static Syntax syntax(Parameter... parameters) {
        return new Syntax("", "", List.of(parameters), List.of());
    }
}
