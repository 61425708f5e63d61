package io.qmp.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgramTest {
    @Test
    void saysWhichVersionItIs() {
        try (RunningProgram program = RunningProgram.start("--version")) {
            assertThat(program.status()).isZero();
            assertThat(program.standardOutput()).startsWith("qmp-jvm").contains("behaves as QEMU 10.0.0");
        }
    }

    @Test
    void listsWhatItCanDo() {
        try (RunningProgram program = RunningProgram.start("--help")) {
            assertThat(program.status()).isZero();
            assertThat(program.standardOutput()).contains("serve", "exec", "events", "schema");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"serve", "exec", "events", "schema"})
    void explainsEachCommand(String command) {
        try (RunningProgram program = RunningProgram.start(command, "--help")) {
            assertThat(program.status()).isZero();
            assertThat(program.standardOutput()).contains("Usage: qmp " + command);
            assertThat(program.standardError()).isEmpty();
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
            assertThat(program.status()).isEqualTo(1);
            assertThat(program.standardOutput()).isEmpty();
            assertThat(program.standardError()).startsWith("qmp: ");
        }
    }
}
