package io.qmp.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code shell} without a terminal, {@code explain} and {@code schema --exit-code}, against {@code serve}. */
class ShellToolTest {
    @TempDir
    Path directory;

    private String address = "";
    private RunningProgram server = RunningProgram.start("--version");

    @BeforeEach
    void start() {
        address = "unix:" + directory.resolve("qmp");
        server = RunningProgram.start("serve", "-qmp", address + ",server=on,wait=off");
        server.line();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private RunningProgram shell(String lines, String... options) {
        String[] words = new String[options.length + 2];
        words[0] = "shell";
        words[1] = address;
        System.arraycopy(options, 0, words, 2, options.length);
        return RunningProgram.start(new ByteArrayInputStream(lines.getBytes(UTF_8)), words);
    }

    @Test
    void linesOfStandardInputAreExecutedInTheirOrder() {
        try (RunningProgram shell = shell("# comment\n\nqom-list path=/objects\nexit\nquery-version\n")) {
            assertThat(shell.status()).isZero();
            assertThat(shell.standardOutput())
                    .startsWith("[{\"name\": \"type\"")
                    .hasLineCount(1);
        }
    }

    @Test
    void aLineThatTheCheckRefusesIsNotSent() {
        try (RunningProgram shell = shell("qom-list pth=/\nquery-version\n")) {
            assertThat(shell.status()).isZero();
            assertThat(shell.standardError())
                    .contains("qom-list pth=/\n")
                    .contains("         ^^^ there is no member 'pth', but path\n");
            assertThat(shell.standardOutput()).startsWith("{\"qemu\"").hasLineCount(1);
        }
    }

    @Test
    void errorsAndEventsDoNotGoToStandardOutput() {
        try (RunningProgram shell = shell("device_del id=123\n")) {
            assertThat(shell.status()).isZero();
            assertThat(shell.standardError()).contains("DeviceNotFound: Device '123' not found");
            assertThat(shell.standardOutput()).isEmpty();
        }
    }

    @Test
    void resultsAreShownAsAskedFor() {
        try (RunningProgram shell = shell("query-name\nqom-list path=/objects\n", "--table")) {
            assertThat(shell.status()).isZero();
            assertThat(shell.standardOutput()).containsPattern("\nname +type\ntype +string\n");
        }
        try (RunningProgram shell = shell("info version\n", "-H")) {
            assertThat(shell.status()).isZero();
            assertThat(shell.standardOutput()).startsWith("11.1.3");
        }
    }

    @Test
    void namesAreExplained() {
        try (RunningProgram explain = RunningProgram.start("explain", address, "qom-list.path")) {
            assertThat(explain.status()).isZero();
            assertThat(explain.standardOutput()).isEqualTo("qom-list.path: str\n");
        }
        try (RunningProgram explain = RunningProgram.start("explain", address, "qom-lst")) {
            assertThat(explain.status()).isEqualTo(2);
            assertThat(explain.standardError())
                    .isEqualTo("qmp: there is no command or event 'qom-lst'; did you mean qom-list?\n");
        }
    }

    @Test
    void theStatusSaysThatSchemasDiffer() {
        Path recorded = Path.of("../qmp-plugin-qemu/src/main/resources/io/qmp/plugin/qemu");
        String older = recorded.resolve("qemu-7.2.22.json.gz").toString();
        try (RunningProgram differ = RunningProgram.start(
                "schema", older, recorded.resolve("qemu-10.0.13.json.gz").toString(), "--exit-code")) {
            assertThat(differ.status()).isEqualTo(10);
            assertThat(differ.standardOutput()).isNotEmpty();
            assertThat(differ.standardError()).isEmpty();
        }
        try (RunningProgram same = RunningProgram.start("schema", older, older, "--exit-code")) {
            assertThat(same.status()).isZero();
        }
    }
}
