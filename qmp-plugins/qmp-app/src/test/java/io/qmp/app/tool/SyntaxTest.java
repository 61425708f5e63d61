package io.qmp.app.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qmp.app.option.OptionException;
import io.qmp.app.process.Output;
import io.qmp.program.ToolLine;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two readers of one command line: what the quick one understands, picocli understands in the same way. */
class SyntaxTest {
    private static final Tool EXEC = new Exec();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a:1 query-status",
                "a:1 stop --timeout 3 --pretty -v",
                "--timeout=3 a:1 --oob stop key=1 other.key=x",
                "a:1 stop --json={\"a\":1}",
                "a:1 --json {} stop",
                "a:1",
                "a:1 - --parallel 4",
            })
    void usualLinesAreReadAsPicocliReadsThem(String line) {
        assertThat(EXEC.syntax().read(words(line)))
                .contains(picocli(line))
                .hasValueSatisfying(read -> assertThat(read.parameter(0)).isEqualTo("a:1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a:1 -- stop", "a:1 stop --oob=true", "a:1 stop --timeout=", "a:1 stop @nothing"})
    void rareLinesAreLeftToPicocli(String line) {
        assertThat(EXEC.syntax().read(words(line))).isEmpty();
        assertThat(picocli(line).parameter(1)).isEqualTo("stop");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a:1 stop --nothing", "a:1 stop --timeout", "a:1 stop --oob --oob", "a:1 stop --oob=x"})
    void wrongLinesAreLeftToPicocliWhichSaysWhy(String line) {
        assertThat(EXEC.syntax().read(words(line))).isEmpty();
        assertThatThrownBy(() -> picocli(line))
                .isInstanceOf(OptionException.class)
                .hasMessageContaining("See qmp exec --help");
    }

    private static ToolLine picocli(String line) {
        List<String> words = new ArrayList<>(List.of(EXEC.name()));
        words.addAll(words(line));
        return PicocliLine.of(List.of(NamedSubcommand.own(EXEC)))
                .read(words, new Output(OutputStream.nullOutputStream()))
                .orElseThrow()
                .line();
    }

    private static List<String> words(String line) {
        return line.isEmpty() ? List.of() : List.of(line.split(" "));
    }
}
