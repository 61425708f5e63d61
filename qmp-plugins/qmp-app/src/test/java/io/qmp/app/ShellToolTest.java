package io.qmp.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.testkit.fake.FakeAgent;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    void keysOfATerminalAreCompletedAndExecuted() {
        String screen = type(Map.of(), "query-vers\t\r", "nonsense\003", "exit\r");
        assertThat(screen).contains("query-version", "{\"qemu\"").doesNotContain("there is no command");
    }

    @Test
    void noColorIsShownIfNoneIsWanted() {
        assertThat(type(Map.of(), "qom-l\t\t\003", "exit\r")).contains("\033[36mqom-list");
        assertThat(type(Map.of("NO_COLOR", "1"), "qom-l\t\t\003", "exit\r"))
                .contains("-types")
                .doesNotContainPattern("\033\\[[0-9;]*[349][0-7]m");
    }

    /** Returns what a terminal was sent by a shell at which lines were typed. */
    private String type(Map<String, String> variables, String... lines) {
        ByteArrayOutputStream screen = new ByteArrayOutputStream();
        Typist typist = new Typist(List.of(lines), screen);
        Map<String, String> all = new HashMap<>(variables);
        all.put("XDG_STATE_HOME", directory.resolve("state").toString());
        try (RunningProgram shell = RunningProgram.start(typist.keys(), typist, all, "shell", address)) {
            assertThat(shell.status()).isZero();
            return screen.toString(UTF_8);
        }
    }

    @Test
    void withoutNegotiationTheUserNegotiates() {
        try (RunningProgram shell = shell("query-name\nqmp_capabilities\nquery-name\nquery-nme\n", "-N")) {
            assertThat(shell.status()).isZero();
            assertThat(shell.standardOutput()).isEqualTo("{}\n{}\n");
            assertThat(shell.standardError())
                    .startsWith("qmp: lines are neither checked nor completed: ")
                    .contains("qmp: CommandNotFound: Expecting capabilities negotiation")
                    .contains("there is no command 'query-nme'; did you mean query-name?");
        }
    }

    @Test
    void allMessagesAreWrittenIntoAFileThatOnlyItsUserCanRead() throws IOException {
        Path log = directory.resolve("log");
        for (int i = 0; i < 2; i++) {
            try (RunningProgram shell =
                    shell("object-add qom-type=secret id=s" + i + " data=hidden\n", "-l", log.toString())) {
                assertThat(shell.status()).isZero();
            }
        }
        assertThat(Files.readString(log))
                .startsWith("<- {\"QMP\": ")
                .contains("-> {\"execute\": \"object-add\"", "\"id\": \"s0\"", "\"id\": \"s1\"", "<- {\"return\": {}")
                .doesNotContain("hidden");
        assertThat(Files.getPosixFilePermissions(log)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        try (RunningProgram shell = shell("", "-l", directory.toString())) {
            assertThat(shell.status()).isEqualTo(2);
            assertThat(shell.standardError()).startsWith("qmp: -l " + directory + ": ");
        }
    }

    @Test
    void guestAgentsAreSpokenTo() {
        try (FakeAgent agent = FakeAgent.builder().start()) {
            agent.stub("guest-info").returns("{'version': '10.0', 'supported_commands': []}");
            agent.expect("guest-get-host-name").returns("{'host-name': 'guest'}");
            try (RunningProgram shell = RunningProgram.start(
                    new ByteArrayInputStream("guest-get-host-name\nevents on\nexplain guest-ping\n".getBytes(UTF_8)),
                    "shell",
                    "qga:" + agent.address())) {
                assertThat(shell.status()).isZero();
                assertThat(shell.standardOutput()).isEqualTo("{\"host-name\": \"guest\"}\n");
                assertThat(shell.standardError())
                        .contains("guest agents have no events", "do not say what their commands take");
            }
        }
        for (String option : new String[] {"-H", "-N"}) {
            try (RunningProgram shell = RunningProgram.start("shell", "qga:/run/ga.sock", option)) {
                assertThat(shell.status()).isEqualTo(2);
            }
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
