package io.qmp.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.app.tool.Subcommands;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Each subcommand, with a standard output that takes nothing, and interrupted by Ctrl-C. */
class OutputFaultsTest {
    private static final String SERVED = "unix:DIR/x,server=on,wait=off";

    /** Each prints something when it has begun, or when it is done. */
    private static final List<String> CALLS = List.of(
            "exec VM query-name",
            "exec VM query-name --field name",
            "exec VM -",
            "exec qga:GA guest-info",
            "shell VM",
            "schema VM",
            "schema VM DIR/empty",
            "explain VM query-name",
            "ping VM",
            "ping qga:GA",
            "wait VM query-status.status==prelaunch",
            "job VM blockdev-backup device=disk0 target=copy0 sync=full",
            "top --once VM --interval 0.1",
            "top VM --interval 0.1",
            "top --once --json VM --interval 0.1",
            "doctor VM",
            "completion bash",
            "help exec",
            "mux VM -qmp SERVED,role=owner",
            "mux qga:GA -qmp SERVED,role=owner",
            "mux VM -qmp SERVED,role=owner --metrics 127.0.0.1:0",
            "record DIR/t.jsonl VM -qmp SERVED",
            "replay DIR/good -qmp SERVED",
            "metrics VM --listen 127.0.0.1:0",
            "serve -qmp SERVED");

    /** Each waits until it is interrupted. The JVM ends events, which has nothing to say then. */
    private static final List<String> WAITING = List.of(
            "exec VM query-name --wait-event NEVER",
            "ping VM --count 100 --interval 100",
            "wait VM event NEVER",
            "wait VM query-name.name==none",
            "top VM --interval 100");

    @TempDir
    static Path directory;

    private static RunningProgram server = RunningProgram.start("--version");

    @BeforeAll
    static void serve() throws IOException {
        Files.writeString(directory.resolve("empty"), "[]");
        Files.writeString(directory.resolve("good"), "-> {\"execute\": \"stop\"}\n<- {\"return\": {}}\n");
        server = RunningProgram.start(words("serve -S -name web -qmp VM,server=on,wait=off,clients=100"
                + " --agent GA,server=on,wait=off -blockdev null-co,node-name=disk0,read-zeroes=on,size=65536"
                + " -blockdev null-co,node-name=copy0,read-zeroes=on,size=65536"));
        server.line(); // of the agent
        server.line(); // of the monitors
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String[] words(String call) {
        return call.replace("SERVED", SERVED)
                .replace("VM", "unix:DIR/vm.sock")
                .replace("GA", "unix:DIR/ga.sock")
                .replace("DIR", directory.toString())
                .split(" ");
    }

    private static InputStream input(String call) {
        String text = call.startsWith("shell")
                ? "query-name\n"
                : call.endsWith(" -") ? "{\"execute\": \"query-name\"}\n" : "";
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }

    @Test
    void everySubcommandIsTried() {
        Stream<String> called = CALLS.stream().map(call -> call.split(" ")[0]);

        assertThat(Stream.concat(called, Stream.of("events"))) // which prints nothing until something happens
                .containsAll(Subcommands.tools());
    }

    @ParameterizedTest
    @FieldSource("CALLS")
    void aFullDiskIsSixWithAMessage(String call) {
        try (RunningProgram program =
                RunningProgram.startWithFailingOutput(input(call), "No space left on device", words(call))) {
            assertThat(program.status()).as(program.standardError()).isEqualTo(6);
            assertThat(program.standardError())
                    .endsWith("qmp: standard output cannot be written to: No space left on device\n");
        }
    }

    @ParameterizedTest
    @FieldSource("CALLS")
    void aReaderThatHasGoneIsSixWithoutAMessage(String call) {
        try (RunningProgram program = RunningProgram.startWithFailingOutput(input(call), "Broken pipe", words(call))) {
            assertThat(program.status()).as(program.standardError()).isEqualTo(6);
            assertThat(program.standardError()).doesNotContain("qmp: ");
        }
    }

    @ParameterizedTest
    @FieldSource("WAITING")
    void ctrlCEndsWhatWaits(String call) {
        try (RunningProgram program = RunningProgram.start(words(call))) {
            program.signal(2);
            assertThat(program.status()).as(program.standardError()).isEqualTo(130);
        }
    }
}
