package io.qmp.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Colors are shown on terminals only, and not where {@code NO_COLOR} or {@code TERM} says that they are not wanted. */
class ColorsTest {
    private static final String STOP =
            "{\"timestamp\": {\"seconds\": 1, \"microseconds\": 2}, \"event\": \"STOP\"}\r\n";
    private static final String SCHEMAS = "../qmp-plugin-qemu/src/main/resources/io/qmp/plugin/qemu/qemu-";

    @TempDir
    Path directory;

    @Test
    void errorsAreRedAndAdviceIsNot() {
        try (RunningProgram exec = RunningProgram.startOnTerminal(Map.of(), "exec", directory + "/none", "stop")) {
            assertThat(exec.status()).isEqualTo(3);
            assertThat(exec.standardError())
                    .startsWith("\033[31mqmp: Failed to connect to ")
                    .contains("directory\033[0m\nThere is no such socket");
        }
    }

    @Test
    void answersWithErrorsAreRed() throws IOException {
        try (ScriptedServer server = new ScriptedServer(directory.resolve("qmp"));
                RunningProgram exec = RunningProgram.startOnTerminal(Map.of(), "exec", server.address(), "nope");
                RawClient client = server.acceptAndNegotiate()) {
            client.reply("\"error\": {\"class\": \"GenericError\", \"desc\": \"no\"}");
            assertThat(exec.status()).isEqualTo(1);
            assertThat(exec.standardError()).isEqualTo("\033[31mGenericError: no\033[0m\n");
        }
    }

    @Test
    void namesOfEventsStandOut() throws IOException {
        try (ScriptedServer server = new ScriptedServer(directory.resolve("qmp"));
                RunningProgram events =
                        RunningProgram.startOnTerminal(Map.of(), "events", server.address(), "--text", "--count", "1");
                RawClient client = server.acceptAndNegotiate()) {
            client.send(STOP);
            assertThat(events.status()).isZero();
            assertThat(events.standardOutput())
                    .isEqualTo("\033[2m1970-01-01T00:00:01.000002Z\033[0m \033[36mSTOP\033[0m\n");
        }
    }

    @Test
    void differencesHaveTheColorOfTheirKind() {
        try (RunningProgram schema = diff(Map.of())) {
            assertThat(schema.status()).isZero();
            assertThat(schema.standardOutput())
                    .contains("\033[32madded command ", "\033[31mremoved ", "\033[33mchanged ");
        }
    }

    @ParameterizedTest
    @CsvSource({"NO_COLOR, 1", "TERM, dumb"})
    void noColorIsShownWhereNoneIsWanted(String variable, String value) {
        try (RunningProgram schema = diff(Map.of(variable, value))) {
            assertThat(schema.status()).isZero();
            assertThat(schema.standardOutput()).contains("added command ").doesNotContain("\033");
        }
    }

    @Test
    void noColorIsShownWithoutATerminal() {
        try (RunningProgram exec = RunningProgram.start("exec", directory + "/none", "stop")) {
            assertThat(exec.status()).isEqualTo(3);
            assertThat(exec.standardError()).startsWith("qmp: ").doesNotContain("\033");
        }
    }

    private static RunningProgram diff(Map<String, String> variables) {
        return RunningProgram.startOnTerminal(
                variables, "schema", SCHEMAS + "7.2.22.json.gz", SCHEMAS + "11.1.3.json.gz");
    }
}
