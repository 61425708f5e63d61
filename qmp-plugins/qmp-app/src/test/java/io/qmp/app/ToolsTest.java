package io.qmp.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code exec}, {@code events} and {@code schema}, against {@code serve}. */
class ToolsTest {
    private static final String STOP = event("STOP");
    private static final String RESUME = event("RESUME");

    @TempDir
    Path directory;

    private String address = "";
    private RunningProgram server = RunningProgram.start("--version");

    @BeforeEach
    void start() {
        address = "unix:" + directory.resolve("qmp");
        server = RunningProgram.start("serve", "-qmp", address + ",server=on,wait=off,clients=2");
        server.line();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void printsWhatACommandReturns() {
        try (RunningProgram exec = exec("query-version")) {
            assertThat(exec.status()).isZero();
            assertThat(exec.standardOutput()).matches("\\{\"qemu\": .*}\n");
            assertThat(exec.standardError()).isEmpty();
        }
    }

    @Test
    void printsPrettyWhenAskedTo() {
        try (RunningProgram exec = exec("query-version", "--pretty")) {
            assertThat(exec.status()).isZero();
            assertThat(exec.standardOutput()).startsWith("{\n    \"qemu\": {\n");
        }
    }

    @Test
    void sendsArguments() {
        for (String[] arguments : new String[][] {{"enable=[1]"}, {"--json", "{\"enable\": [1]}"}}) {
            try (RunningProgram exec = exec("qmp_capabilities", arguments)) {
                assertThat(exec.status()).isEqualTo(1);
                assertThat(exec.standardError())
                        .isEqualTo("GenericError: Invalid parameter type for 'enable[0]', expected: string\n");
            }
        }
        try (RunningProgram exec = exec("qmp_capabilities", "enable=[]", "--json", "{}")) {
            assertThat(exec.status()).isEqualTo(2);
            assertThat(exec.standardError()).startsWith("qmp: arguments are given either as");
        }
    }

    @Test
    void printsErrors() {
        try (RunningProgram exec = exec("nope")) {
            assertThat(exec.status()).isEqualTo(1);
            assertThat(exec.standardOutput()).isEmpty();
            assertThat(exec.standardError()).isEqualTo("CommandNotFound: The command nope has not been found\n");
        }
    }

    @Test
    void executesOutOfBand() {
        try (RunningProgram exec = exec("query-version", "--oob")) {
            assertThat(exec.status()).isEqualTo(1);
            assertThat(exec.standardError())
                    .isEqualTo("GenericError: The command query-version does not support OOB\n");
        }
    }

    @Test
    void saysThatNobodyListens() {
        try (RunningProgram exec = RunningProgram.start("exec", directory + "/nobody", "query-version")) {
            assertThat(exec.status()).isEqualTo(3);
            assertThat(exec.standardError())
                    .startsWith("qmp: Failed to connect to '" + directory + "/nobody': No such file or directory\n");
        }
    }

    @Test
    void saysThatAServerDoesNotGreet() throws IOException {
        try (RawClient one = RawClient.connect(address);
                RawClient other = RawClient.connect(address)) {
            one.read();
            other.read();
            try (RunningProgram exec = exec("query-version", "--timeout", "1")) {
                assertThat(exec.status()).isEqualTo(3);
                assertThat(exec.standardError()).startsWith("qmp: ").contains(address);
            }
        }
    }

    @Test
    void printsWhatAServerKnowsAndWhatDiffers() throws IOException {
        Path dump = directory.resolve("schema.json");
        try (RunningProgram schema = RunningProgram.start("schema", address)) {
            assertThat(schema.status()).isZero();
            assertThat(schema.standardOutput()).startsWith("[{").contains("\"name\": \"query-version\"");
            Files.writeString(dump, schema.standardOutput());
        }
        try (RunningProgram same = RunningProgram.start("schema", dump.toString(), address)) {
            assertThat(same.status()).isZero();
            assertThat(same.standardOutput()).isEmpty();
        }
        String small = "{\"return\": [{\"name\": \"gone\", \"meta-type\": \"event\", \"arg-type\": \"0\"},"
                + " {\"name\": \"0\", \"meta-type\": \"object\", \"members\": []}]}";
        Files.writeString(dump, small);
        try (RunningProgram diff = RunningProgram.start("schema", dump.toString(), address)) {
            assertThat(diff.status()).isZero();
            assertThat(diff.standardOutput()).contains("added command query-version\n", "removed event gone\n");
        }
    }

    @Test
    void saysThatAFileHasNoIntrospection() throws IOException {
        Path file = Files.writeString(directory.resolve("schema.json"), "{}");
        try (RunningProgram schema = RunningProgram.start("schema", file.toString())) {
            assertThat(schema.status()).isEqualTo(2);
            assertThat(schema.standardError()).startsWith("qmp: " + file + ": an answer to query-qmp-schema");
        }
    }

    @Test
    void printsEvents() throws IOException {
        try (ScriptedServer scripted = new ScriptedServer(directory.resolve("scripted"));
                RunningProgram all = RunningProgram.start("events", scripted.address(), "--count", "2");
                RawClient client = scripted.acceptAndNegotiate()) {
            client.send(STOP + RESUME + STOP);
            assertThat(all.status()).isZero();
            assertThat(all.standardOutput().lines()).hasSize(2).allMatch(line -> line.contains("\"timestamp\": {"));
        }
    }

    @Test
    void printsTheEventsThatAreNamed() throws IOException {
        try (ScriptedServer scripted = new ScriptedServer(directory.resolve("scripted"));
                RunningProgram resumes = RunningProgram.start("events", scripted.address(), "RESUME", "--count", "1");
                RawClient client = scripted.acceptAndNegotiate()) {
            client.send(STOP + RESUME);
            assertThat(resumes.status()).isZero();
            assertThat(resumes.standardOutput())
                    .contains("\"event\": \"RESUME\"")
                    .doesNotContain("STOP");
        }
    }

    @Test
    void eventsAreChosenByPatternsAndData() throws IOException {
        String one = STOP.replace("}\r\n", ", \"data\": {\"id\": \"a\", \"n\": 1}}\r\n");
        try (ScriptedServer scripted = new ScriptedServer(directory.resolve("scripted"));
                RunningProgram events = RunningProgram.start(
                        "events",
                        scripted.address(),
                        "S*P",
                        "id=a",
                        "--name",
                        "RES*",
                        "n=1",
                        "--text",
                        "--count",
                        "1");
                RawClient client = scripted.acceptAndNegotiate()) {
            client.send(RESUME + STOP + one.replace("STOP", "SHUTDOWN") + one);
            assertThat(events.status()).isZero();
            assertThat(events.standardOutput())
                    .isEqualTo("1970-01-01T00:00:01.000002Z STOP {\"id\": \"a\", \"n\": 1}\n");
        }
    }

    @Test
    void eventsOfTheNextConnectionFollowIfAskedTo() throws IOException {
        try (ScriptedServer scripted = new ScriptedServer(directory.resolve("scripted"));
                RunningProgram events =
                        RunningProgram.start("events", scripted.address(), "--reconnect", "--count", "2")) {
            try (RawClient client = scripted.acceptAndNegotiate()) {
                client.send(STOP);
                assertThat(events.line()).contains("STOP");
            }
            try (RawClient client = scripted.acceptAndNegotiate()) {
                client.send(RESUME);
                assertThat(events.status()).isZero();
            }
            assertThat(events.line()).contains("RESUME");
            assertThat(events.standardError())
                    .contains("has ended")
                    .contains("qmp: connecting again\n")
                    .endsWith("qmp: connected again; events may be missing here\n");
        }
    }

    @Test
    void aConditionOfAnotherFormIsRefused() {
        try (RunningProgram events = RunningProgram.start("events", address, "a..b=1")) {
            assertThat(events.status()).isEqualTo(2);
        }
    }

    @Test
    void eventsEndWithTheServer() throws IOException {
        try (ScriptedServer scripted = new ScriptedServer(directory.resolve("scripted"));
                RunningProgram events = RunningProgram.start("events", scripted.address())) {
            scripted.acceptAndNegotiate().close();
            assertThat(events.status()).isEqualTo(5);
            assertThat(events.standardError()).startsWith("qmp: ");
        }
    }

    private static String event(String name) {
        return "{\"timestamp\": {\"seconds\": 1, \"microseconds\": 2}, \"event\": \"" + name + "\"}\r\n";
    }

    private RunningProgram exec(String command, String... more) {
        List<String> line = new ArrayList<>(List.of("exec", address, command));
        line.addAll(List.of(more));
        return RunningProgram.start(line.toArray(String[]::new));
    }
}
