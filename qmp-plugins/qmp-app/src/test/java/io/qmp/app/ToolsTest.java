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
            assertThat(exec.status()).isEqualTo(1);
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
            assertThat(exec.status()).isEqualTo(1);
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
                assertThat(exec.status()).isEqualTo(1);
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
            assertThat(schema.status()).isEqualTo(1);
            assertThat(schema.standardError()).startsWith("qmp: " + file + ": an answer to query-qmp-schema");
        }
    }

    @Test
    void printsEvents() throws IOException {
        try (RawClient client = RawClient.connect(address);
                RunningProgram all = RunningProgram.start("events", address, "--count", "2")) {
            client.read();
            client.ask("{\"execute\": \"qmp_capabilities\"}");
            stopUntilHeard(client, all);
            assertThat(all.status()).isZero();
            assertThat(all.standardOutput().lines()).hasSize(2).allMatch(line -> line.contains("\"timestamp\": {"));
        }
    }

    @Test
    void printsTheEventsThatAreNamed() throws IOException {
        try (RawClient client = RawClient.connect(address);
                RunningProgram resumes = RunningProgram.start("events", address, "RESUME", "--count", "1")) {
            client.read();
            client.ask("{\"execute\": \"qmp_capabilities\"}");
            stopUntilHeard(client, resumes);
            assertThat(resumes.status()).isZero();
            assertThat(resumes.standardOutput())
                    .contains("\"event\": \"RESUME\"")
                    .doesNotContain("STOP");
        }
    }

    /** Nothing says when somebody listens to events, so they are made to happen until one is heard. */
    private static void stopUntilHeard(RawClient client, RunningProgram events) throws IOException {
        while (events.standardOutput().isEmpty()) {
            client.ask("{\"execute\": \"stop\"}");
            client.read();
            client.ask("{\"execute\": \"cont\"}");
            client.read();
        }
    }

    @Test
    void eventsEndWithTheServer() {
        try (RunningProgram events = RunningProgram.start("events", address)) {
            stop();
            assertThat(events.status()).isEqualTo(1);
            assertThat(events.standardError()).startsWith("qmp: ");
        }
    }

    private RunningProgram exec(String command, String... more) {
        List<String> line = new ArrayList<>(List.of("exec", address, command));
        line.addAll(List.of(more));
        return RunningProgram.start(line.toArray(String[]::new));
    }
}
