package io.qmp.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.app.tool.Examples;
import io.qmp.testkit.fake.FakeAgent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each example in the helps of {@code exec}, {@code events}, {@code shell} and {@code explain} does what it says. */
class ExecExamplesTest {
    /** What has its examples here; {@link HelpExamplesTest} has the others. */
    static final List<String> SUBCOMMANDS = List.of("exec", "events", "shell", "explain");

    private static final String ADDRESS = "unix:/run/vm.sock";
    private static final String AGENT = "unix:/run/ga.sock";
    private static final String INPUT = " <requests.jsonl";

    @TempDir
    Path directory;

    static Stream<String> ofExec() {
        return Examples.lines("exec").filter(example -> !example.contains("qga:"));
    }

    static Stream<String> ofEvents() {
        return Examples.lines("events");
    }

    static Stream<String> ofAgents() {
        return Examples.lines("exec", "shell").filter(example -> example.contains("qga:"));
    }

    static Stream<String> ofShell() {
        return Examples.lines("shell", "explain").filter(example -> !example.contains("qga:"));
    }

    private static RunningProgram start(String example, String input, String address) {
        String[] words = example.replace(INPUT, "")
                .replace("'", "")
                .replace(ADDRESS, address)
                .replace(AGENT, address)
                .split(" ");
        assertThat(words[0]).isEqualTo("qmp");
        String[] arguments = new String[words.length - 1];
        System.arraycopy(words, 1, arguments, 0, arguments.length);
        return RunningProgram.start(new ByteArrayInputStream(input.getBytes(UTF_8)), arguments);
    }

    private static String event(String name, String data) {
        return "{\"timestamp\": {\"seconds\": 1, \"microseconds\": 2}, \"event\": \"" + name + "\", \"data\": " + data
                + "}\r\n";
    }

    @ParameterizedTest
    @MethodSource
    void ofExec(String example) throws IOException {
        try (ScriptedServer server = new ScriptedServer(directory.resolve("qmp"));
                RunningProgram exec = start(example, "{\"execute\": \"stop\"}\n", server.address());
                RawClient client = server.acceptAndNegotiate()) {
            client.reply("\"return\": {\"status\": \"running\"}");
            if (example.contains("--wait-event")) {
                client.send(
                        event("DEVICE_DELETED", "{\"device\": \"disk0\", \"path\": \"/machine/peripheral/disk0\"}"));
            }
            assertThat(exec.status()).isZero();
            assertThat(exec.standardOutput()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource
    void ofEvents(String example) throws IOException {
        try (ScriptedServer server = new ScriptedServer(directory.resolve("qmp"));
                RunningProgram events = start(example, "", server.address())) {
            try (RawClient client = server.acceptAndNegotiate()) {
                client.send(event("JOB_STATUS_CHANGE", "{\"id\": \"backup0\", \"status\": \"created\"}")
                        + event("SHUTDOWN", "{\"guest\": true}"));
                assertThat(events.line()).contains(example.contains("JOB") ? "backup0" : "SHUTDOWN");
            }
            assertThat(events.status()).isEqualTo(example.contains("--count") ? 0 : 5);
        }
    }

    @ParameterizedTest
    @MethodSource
    void ofAgents(String example) {
        try (FakeAgent agent = FakeAgent.builder().start()) {
            agent.stub("guest-ping").returns();
            agent.stub("guest-info").returns("{'version': '10.0', 'supported_commands': []}");
            try (RunningProgram program =
                    start(example, "guest-ping\n", agent.address().toString())) {
                assertThat(program.status()).isZero();
                assertThat(program.standardOutput()).isEqualTo("{}\n");
            }
        }
    }

    @ParameterizedTest
    @MethodSource
    void ofShell(String example) {
        String address = "unix:" + directory.resolve("qmp");
        try (RunningProgram server = RunningProgram.start("serve", "-qmp", address + ",server=on,wait=off")) {
            server.line();
            String input = example.contains("-H") ? "info version\n" : "query-version\n";
            try (RunningProgram program = start(example, input, address)) {
                assertThat(program.status()).as(program.standardError()).isZero();
                assertThat(program.standardOutput()).isNotEmpty();
            }
        }
    }
}
