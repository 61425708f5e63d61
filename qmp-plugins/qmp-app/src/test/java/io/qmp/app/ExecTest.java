package io.qmp.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.testkit.fake.FakeAgent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code exec} does beyond one command, against a server whose part the test plays, and against an agent. */
class ExecTest {
    private static final String TYPE_ERROR = "\"error\": {\"class\": \"GenericError\", \"desc\":"
            + " \"Invalid parameter type for 'id', expected: string\"}";
    private static final String SCHEMA = "\"return\": [{\"name\": \"device_del\", \"meta-type\": \"command\","
            + " \"arg-type\": \"1\", \"ret-type\": \"1\"}, {\"name\": \"1\", \"meta-type\": \"object\", \"members\":"
            + " [{\"name\": \"id\", \"type\": \"str\"}]},"
            + " {\"name\": \"str\", \"meta-type\": \"builtin\", \"json-type\": \"string\"}]";

    @TempDir
    Path directory;

    private ScriptedServer server;

    @BeforeEach
    void listen() throws IOException {
        server = new ScriptedServer(directory.resolve("qmp"));
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private static String event(String name, String data) {
        return "{\"timestamp\": {\"seconds\": 1, \"microseconds\": 2}, \"event\": \"" + name + "\", \"data\": " + data
                + "}\r\n";
    }

    private RunningProgram exec(String... words) {
        String[] line = new String[words.length + 2];
        line[0] = "exec";
        line[1] = server.address();
        System.arraycopy(words, 0, line, 2, words.length);
        return RunningProgram.start(line);
    }

    private static RunningProgram lines(String address, String text, String... options) {
        String[] line = new String[options.length + 3];
        line[0] = "exec";
        line[1] = address;
        line[2] = "-";
        System.arraycopy(options, 0, line, 3, options.length);
        return RunningProgram.start(new ByteArrayInputStream(text.getBytes(UTF_8)), line);
    }

    @Test
    void theEventThatIsWaitedForIsPrintedBehindTheResult() throws IOException {
        try (RunningProgram exec = exec("device_del", "id=d0", "--wait-event", "DEVICE_DELETED,device=d0");
                RawClient client = server.acceptAndNegotiate()) {
            client.send(event("DEVICE_DELETED", "{\"device\": \"d1\"}"));
            client.reply("\"return\": {}");
            assertThat(exec.line()).isEqualTo("{}");
            client.send(event("DEVICE_DELETED", "{\"path\": \"/x\"}"));
            client.send(event("DEVICE_DELETED", "{\"device\": \"d0\", \"path\": \"/d0\"}"));
            assertThat(exec.status()).isZero();
            assertThat(exec.line()).contains("\"event\": \"DEVICE_DELETED\"").contains("\"path\": \"/d0\"");
            assertThat(exec.standardOutput()).hasLineCount(2);
        }
    }

    @Test
    void anEventThatComesBeforeTheReplyCounts() throws IOException {
        try (RunningProgram exec = exec("stop", "--wait-event", "STOP");
                RawClient client = server.acceptAndNegotiate()) {
            String id = client.read().replaceAll(".*\"id\": ?([^,}]+).*", "$1");
            client.send(event("STOP", "{}") + "{\"return\": {}, \"id\": " + id + "}\r\n");
            assertThat(exec.status()).isZero();
            assertThat(exec.standardOutput()).startsWith("{}\n{\"timestamp\"");
        }
    }

    @Test
    void anEventThatDoesNotComeInTimeIsFour() throws IOException {
        try (RunningProgram exec = exec("stop", "--wait-event", "STOP", "--timeout", "1");
                RawClient client = server.acceptAndNegotiate()) {
            client.reply("\"return\": {}");
            assertThat(exec.status()).isEqualTo(4);
            assertThat(exec.standardOutput()).isEqualTo("{}\n");
            assertThat(exec.standardError())
                    .startsWith("qmp: stop: STOP did not come within 1000 ms; it may still come\n");
        }
    }

    @Test
    void anErrorEndsTheWaitForTheEvent() throws IOException {
        try (RunningProgram exec = exec("stop", "--wait-event", "STOP");
                RawClient client = server.acceptAndNegotiate()) {
            client.reply("\"error\": {\"class\": \"GenericError\", \"desc\": \"no\"}");
            assertThat(exec.status()).isEqualTo(1);
            assertThat(exec.standardOutput()).isEmpty();
        }
    }

    @Test
    void aFieldIsPrintedAsItIs() throws IOException {
        try (RunningProgram exec = exec("query-status", "--field", "a.b[1]");
                RawClient client = server.acceptAndNegotiate()) {
            client.reply("\"return\": {\"a\": {\"b\": [1, \"two words\"]}}");
            assertThat(exec.status()).isZero();
            assertThat(exec.standardOutput()).isEqualTo("two words\n");
        }
        try (RunningProgram exec = exec("query-status", "--field", "a");
                RawClient client = server.acceptAndNegotiate()) {
            client.reply("\"return\": {\"a\": {\"b\": 1e400}}");
            assertThat(exec.status()).isZero();
            assertThat(exec.standardOutput()).isEqualTo("{\"b\": \"inf\"}\n");
        }
    }

    @Test
    void aFieldThatIsNotThereIsOne() throws IOException {
        try (RunningProgram exec = exec("query-status", "--field", "stat");
                RawClient client = server.acceptAndNegotiate()) {
            client.reply("\"return\": {\"status\": \"running\", \"running\": true}");
            assertThat(exec.status()).isEqualTo(1);
            assertThat(exec.standardOutput()).isEmpty();
            assertThat(exec.standardError()).isEqualTo("qmp: the result has no stat; it has status, running\n");
        }
    }

    @Test
    void aValueThatShouldHaveBeenAStringIsAnsweredWithAdvice() throws IOException {
        try (RunningProgram exec = exec("device_del", "id=123");
                RawClient client = server.acceptAndNegotiate()) {
            assertThat(client.reply(TYPE_ERROR)).contains("\"id\": 123");
            assertThat(exec.status()).isEqualTo(1);
            assertThat(exec.standardError())
                    .startsWith("GenericError: Invalid parameter type for 'id', expected: string\nqmp: 123 ")
                    .contains("id='\"123\"'", "--typed");
        }
    }

    @Test
    void typesThatThePeerHasNamedOnceAreKnownAfterwardsAndAreGivenUpWhereThePeerHasOthers() throws IOException {
        String version = "42.0." + ProcessHandle.current().pid();
        try (RunningProgram exec = exec("device_del", "id=123", "--typed");
                RawClient client = server.acceptVersion(version)) {
            assertThat(client.reply(SCHEMA)).contains("query-qmp-schema");
            assertThat(client.reply("\"return\": {}")).contains("\"id\": \"123\"");
            assertThat(exec.status()).isZero();
        }
        try (RunningProgram exec = exec("device_del", "id=124");
                RawClient client = server.acceptVersion(version)) {
            assertThat(client.reply("\"return\": {}")).contains("\"id\": \"124\"");
            assertThat(exec.status()).isZero();
        }
        try (RunningProgram exec = exec("device_del", "id=125");
                RawClient client = server.acceptVersion(version)) {
            String other = "\"error\": {\"class\": \"GenericError\", \"desc\":"
                    + " \"Invalid parameter type for 'id', expected: integer\"}";
            assertThat(client.reply(other)).contains("\"id\": \"125\"");
            assertThat(client.reply("\"return\": {}")).contains("\"id\": 125");
            assertThat(exec.status()).isZero();
        }
    }

    @Test
    void linesAreExecutedAndEachHasItsReply() throws IOException {
        try (RunningProgram exec =
                        lines(server.address(), "{\"execute\": \"stop\", \"id\": \"x\"}\n\n{\"execute\": \"cont\"}\n");
                RawClient client = server.acceptAndNegotiate()) {
            assertThat(client.reply("\"return\": {\"a\": -1e400}")).contains("stop");
            assertThat(client.reply("\"error\": {\"class\": \"GenericError\", \"desc\": \"no\"}"))
                    .contains("cont");
            assertThat(exec.status()).isEqualTo(1);
            assertThat(exec.line()).isEqualTo("{\"return\": {\"a\": \"-inf\"}, \"id\": \"x\"}");
            assertThat(exec.line()).startsWith("{\"error\": {\"class\": \"GenericError\"");
            assertThat(exec.line()).isEqualTo("{\"error\": {\"class\": \"GenericError\", \"desc\": \"no\"}}");
            assertThat(exec.standardError()).isEqualTo("qmp: 2 of 3 lines were answered with an error\n");
        }
    }

    @Test
    void requestsGoOutInParallelIfAskedTo() throws IOException {
        try (RunningProgram exec =
                        lines(server.address(), "{\"execute\": \"a\"}\n{\"execute\": \"b\"}\n", "--parallel", "2");
                RawClient client = server.acceptAndNegotiate()) {
            String first = client.read();
            String second = client.read();
            for (String request : new String[] {second, first}) {
                client.send("{\"return\": \"" + request.replaceAll(".*\"execute\": ?\"(.).*", "$1") + "\", \"id\": "
                        + request.replaceAll(".*\"id\": ?([^,}]+).*", "$1") + "}\r\n");
            }
            assertThat(exec.status()).isZero();
            assertThat(exec.standardOutput()).isEqualTo("{\"return\": \"a\"}\n{\"return\": \"b\"}\n");
        }
    }

    @Test
    void theEndOfTheConnectionEndsTheLines() throws IOException {
        try (RunningProgram exec = lines(server.address(), "{\"execute\": \"stop\"}\n".repeat(1000))) {
            try (RawClient client = server.acceptAndNegotiate()) {
                client.reply("\"return\": {}");
                client.read();
            }
            assertThat(exec.status()).isEqualTo(5);
            assertThat(exec.standardOutput().lines()).hasSize(2).first().isEqualTo("{\"return\": {}}");
            assertThat(exec.standardError()).contains("has ended");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- --field a",
                "- --json {}",
                "- --oob",
                "- --wait-event STOP",
                "- key=value",
                "- --parallel 0",
                "- --parallel 1001",
                "stop --parallel 2",
                "stop --field a..b",
                "stop --wait-event ,a=b",
                "stop --wait-event a=b",
                "stop --wait-event STOP,a",
                "guest-ping --agent --oob",
                "guest-ping --agent --wait-event STOP",
            })
    void whatCannotBeDoneIsRefusedBeforeAnythingIsSent(String words) {
        try (RunningProgram exec = exec(words.split(" "))) {
            assertThat(exec.status()).isEqualTo(2);
            assertThat(exec.standardError()).startsWith("qmp: ");
        }
    }

    @Test
    void commandsOfGuestAgentsAreExecuted() {
        try (FakeAgent agent = FakeAgent.builder().start()) {
            String address = agent.address().toString();
            agent.expect("guest-get-host-name").returns("{\"host-name\": \"guest\"}");
            try (RunningProgram exec =
                    RunningProgram.start("exec", "qga:" + address, "guest-get-host-name", "--field", "host-name")) {
                assertThat(exec.status()).isZero();
                assertThat(exec.standardOutput()).isEqualTo("guest\n");
            }
            agent.expect("guest-ping").fails("not today");
            try (RunningProgram exec = RunningProgram.start("exec", address, "--agent", "guest-ping")) {
                assertThat(exec.status()).isEqualTo(1);
                assertThat(exec.standardError()).isEqualTo("GenericError: not today\n");
            }
        }
    }

    @Test
    void aCommandThatAnAgentDoesNotAnswerSucceedsWithoutAReply() {
        try (FakeAgent agent = FakeAgent.builder().start()) {
            String address = "qga:" + agent.address();
            agent.stub("guest-shutdown").never();
            try (RunningProgram exec = RunningProgram.start("exec", address, "guest-shutdown", "--timeout", "1")) {
                assertThat(exec.status()).isZero();
                assertThat(exec.standardOutput()).isEqualTo("{}\n");
            }
            try (RunningProgram exec = lines(
                    address,
                    "{\"execute\": \"guest-shutdown\", \"id\": 1}\n{\"execute\": \"guest-ping\"}\n",
                    "--timeout",
                    "1")) {
                assertThat(exec.status()).isZero();
                assertThat(exec.standardOutput()).isEqualTo("{\"return\": {}, \"id\": 1}\n{\"return\": {}}\n");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"events", "schema"})
    void whatAgentsDoNotHaveIsSaid(String tool) {
        try (RunningProgram program = RunningProgram.start(tool, "qga:/run/ga.sock")) {
            assertThat(program.status()).isEqualTo(2);
            assertThat(program.standardError()).contains("is a guest agent");
        }
    }
}
