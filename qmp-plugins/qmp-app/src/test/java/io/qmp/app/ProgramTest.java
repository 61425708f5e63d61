package io.qmp.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.app.tool.ExitStatus;
import io.qmp.app.tool.Subcommands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProgramTest {
    @Test
    void saysWhichVersionItIs() {
        try (RunningProgram program = RunningProgram.start("--version")) {
            assertThat(program.status()).isZero();
            assertThat(program.standardOutput()).startsWith("qmp-jvm").contains("behaves as QEMU 11.1.3");
        }
    }

    @Test
    void listsWhatItCanDo() {
        try (RunningProgram program = RunningProgram.start("--help")) {
            assertThat(program.status()).isZero();
            assertThat(program.standardOutput()).contains(Subcommands.names());
        }
    }

    static List<String> subcommands() {
        return Subcommands.names();
    }

    static List<String> tools() {
        return Subcommands.tools();
    }

    /** README.md and docs/program.md know each subcommand, and help knows it. */
    @ParameterizedTest
    @MethodSource("subcommands")
    void documentsNameEachCommand(String command) throws IOException {
        assertThat(Files.readString(Path.of("../../docs/program.md")))
                .containsIgnoringWhitespaces("`qmp " + command + "`");
        assertThat(Files.readString(Path.of("../../README.md")).lines())
                .filteredOn(line -> line.startsWith("| `qmp-plugins/qmp-app`"))
                .singleElement()
                .asString()
                .contains("`" + command + "`");
    }

    @Test
    void namesTheCommandsIfNoneIsGiven() {
        try (RunningProgram program = RunningProgram.start()) {
            assertThat(program.status()).isEqualTo(2);
            assertThat(program.standardError())
                    .startsWith("qmp: missing subcommand\n")
                    .contains(Subcommands.names());
        }
    }

    @ParameterizedTest
    @MethodSource("subcommands")
    void explainsEachCommand(String command) {
        try (RunningProgram program = RunningProgram.start(command, "--help")) {
            assertThat(program.status()).isZero();
            assertThat(program.standardOutput()).contains("Usage: qmp " + command);
            assertThat(program.standardError()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("tools")
    void helpListsTheStatuses(String command) {
        try (RunningProgram program = RunningProgram.start(command, "--help")) {
            assertThat(program.status()).isZero();
            String help = program.standardOutput();
            assertThat(help).contains("Exit status:");
            ExitStatus.help()
                    .forEach((code, meaning) ->
                            assertThat(help).containsPattern("(?m)^ +" + code + " +" + meaning.substring(0, 7)));
        }
    }

    @Test
    void helpOfServeListsItsStatuses() {
        try (RunningProgram program = RunningProgram.start("serve", "--help")) {
            assertThat(program.status()).isZero();
            assertThat(program.standardOutput()).contains("Exit status").contains("  0 ", "  1 ", "  6 ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "--version", "exec --help", "serve --help"})
    void saysThatItsOutputCannotBeWritten(String line) {
        try (RunningProgram program =
                RunningProgram.startWithFailingOutput("No space left on device", line.split(" "))) {
            assertThat(program.status()).isEqualTo(6);
            assertThat(program.standardError())
                    .isEqualTo("qmp: standard output cannot be written to: No space left on device\n");
        }
    }

    @ParameterizedTest
    @CsvSource({"exce, exec", "shema, schema", "--verson, --version"})
    void namesWhatMayHaveBeenMeant(String word, String meant) {
        try (RunningProgram program = RunningProgram.start(word)) {
            assertThat(program.status()).isEqualTo(2);
            assertThat(program.standardError()).contains("Did you mean ").contains(meant);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nope",
                "exec",
                "exec unix:/a",
                "exec unix:/a x --nope",
                "events",
                "exec vm.qmp x",
                "schema",
                "schema vm.qmp"
            })
    void failsWithOneWordOfAdvice(String line) {
        try (RunningProgram program = RunningProgram.start(line.isEmpty() ? new String[0] : line.split(" "))) {
            assertThat(program.status()).isEqualTo(2);
            assertThat(program.standardOutput()).isEmpty();
            assertThat(program.standardError()).startsWith("qmp: ");
        }
    }
}
