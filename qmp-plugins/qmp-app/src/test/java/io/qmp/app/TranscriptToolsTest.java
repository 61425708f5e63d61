package io.qmp.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.DescriptorSource;
import io.qmp.api.wire.QmpAddress;
import io.qmp.client.CallOptions;
import io.qmp.client.QmpClient;
import io.qmp.testkit.fake.FakeQemu;
import io.qmp.testkit.fake.FakeQemuTest;
import io.qmp.transcript.Direction;
import io.qmp.transcript.Transcript;
import io.qmp.transcript.TranscriptEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code record} and {@code replay}, with a fake QEMU as the server. */
@FakeQemuTest(schema = "10.0")
@SuppressWarnings("try") // a program need not be spoken of to run
class TranscriptToolsTest {
    private static final String NEGOTIATE =
            "{\"execute\": \"qmp_capabilities\", \"arguments\": {\"enable\": [\"oob\"]}}\n";

    @TempDir
    Path directory;

    private String socket(String name) {
        return "unix:" + directory.resolve(name);
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    private RunningProgram start(String... words) {
        RunningProgram program = RunningProgram.start(words);
        assertThat(program.line()).startsWith("listening on ");
        return program;
    }

    private RunningProgram replay(Path file, String... more) {
        String[] words = {"replay", file.toString(), "-qmp", socket("replay") + ",server=on,wait=off"};
        return start(Stream.of(words, more).flatMap(Arrays::stream).toArray(String[]::new));
    }

    private Path record(FakeQemu qemu) throws IOException {
        qemu.expect("stop").emits("STOP").returns();
        qemu.expect("query-status").returns("{'status': 'paused', 'running': false}");
        qemu.stub("set_password").returns();
        qemu.expect("device_del").fails("Device 'd0' not found");
        Path file = directory.resolve("t.jsonl");
        String tap = socket("tap");
        try (RunningProgram program = start(
                "record",
                file.toString(),
                "-qmp",
                tap + ",server=on,wait=off",
                "--",
                qemu.address().toString())) {
            try (RawClient client = RawClient.connect(tap)) {
                assertThat(client.read()).contains("\"QMP\"").contains("oob");
                client.send(NEGOTIATE);
                client.read();
                client.send("{\"execute\": \"stop\", \"id\": 1}\n");
                assertThat(client.read()).contains("STOP");
                client.read();
                client.send("{\"execute\": \"query-status\", \"id\": 2} {\"execute\": \"set_password\", \"arguments\":"
                        + " {\"protocol\": \"vnc\", \"password\": \"hunter2\"}}\n");
                client.read();
                client.read();
                client.send("{\"execute\": \"device_del\", \"arguments\": {\"id\": \"d0\"}}\n");
                assertThat(client.read()).contains("Device 'd0' not found");
            }
            program.signal();
            assertThat(program.status()).isZero();
        }
        return file;
    }

    @Test
    void whatWasRecordedIsReplayedWithoutTheServer(FakeQemu qemu) throws IOException {
        Path file = record(qemu);
        qemu.stop();
        assertThat(Files.readString(file)).doesNotContain("hunter2");

        try (RunningProgram program = replay(file);
                RawClient client = RawClient.connect(socket("replay"))) {
            assertThat(client.read()).contains("\"major\": 10");
            client.send(NEGOTIATE);
            client.read();
            client.send("{\"execute\": \"set_password\", \"arguments\": {\"protocol\": \"vnc\", \"password\":"
                    + " \"hunter2\"}, \"id\": 7}\n");
            assertThat(client.read()).isEqualTo("{\"return\": {}, \"id\": 7}");
            client.send("{\"execute\": \"stop\", \"id\": 8}\n");
            assertThat(client.read()).contains("STOP");
            assertThat(client.read()).isEqualTo("{\"return\": {}, \"id\": 8}");
            client.send("{\"execute\": \"cont\"}\n");
            assertThat(client.read()).contains("unexpected command cont");
            assertThat(program.errorLine()).isEqualTo("unexpected command cont, expected a command of the transcript");
        }
    }

    @Test
    void aTranscriptHasBothDirectionsOfEachConnection(FakeQemu qemu) throws IOException {
        List<TranscriptEntry> entries = Transcript.read(record(qemu)).entries();

        assertThat(entries).extracting(TranscriptEntry::connection).containsOnly(1L);
        assertThat(entries)
                .extracting(TranscriptEntry::direction)
                .startsWith(Direction.TO_CLIENT, Direction.TO_SERVER, Direction.TO_CLIENT, Direction.TO_SERVER)
                .filteredOn(Direction.TO_SERVER::equals)
                .hasSize(5);
    }

    @Test
    void descriptorsArePassedOnAndCounted(FakeQemu qemu) throws IOException {
        qemu.stub("getfd").returns();
        String tap = socket("tap");
        Path file = directory.resolve("t");
        try (RunningProgram program = start(
                "record",
                file.toString(),
                "-qmp",
                tap + ",server=on,wait=off",
                qemu.address().toString())) {
            QmpClient client = QmpClient.connect(QmpAddress.parse(tap)).join();
            CallOptions call = CallOptions.DEFAULT.withDescriptor(
                    DescriptorSource.installed().open(file("passed", "")));
            client.execute("getfd", QmpObject.of("fdname", QmpValue.of("a")), call)
                    .join();
            client.close().join();
        }
        assertThat(Transcript.read(file).entries())
                .filteredOn(entry -> entry.descriptors() > 0)
                .singleElement()
                .satisfies(entry -> assertThat(String.valueOf(entry.message())).contains("getfd"));
    }

    @Test
    void aClientThatSendsNothingMoreGetsItsReplies(FakeQemu qemu) throws IOException {
        qemu.stub("query-name").returns("{'name': 'vm'}");
        String tap = socket("tap");
        try (RunningProgram program = start(
                        "record",
                        directory + "/t",
                        "-qmp",
                        tap + ",server=on,wait=off",
                        qemu.address().toString());
                RawClient client = RawClient.connect(tap)) {
            client.read();
            client.send(NEGOTIATE + "{\"execute\": \"query-name\"}\n");
            client.endInput();
            client.read();
            assertThat(client.read()).contains("vm");
            assertThat(client.read()).isEqualTo("closed");
        }
    }

    @Test
    void aServerThatIsNotThereIsNamedForEachClient() throws IOException {
        String tap = socket("tap");
        try (RunningProgram program =
                        start("record", directory + "/t", "-qmp", tap + ",server=on,wait=off", socket("nobody"));
                RawClient client = RawClient.connect(tap)) {
            assertThat(client.read()).isEqualTo("closed");
            assertThat(program.errorLine()).startsWith("qmp: Failed to connect to ");
            program.signal();
            assertThat(program.status()).isZero();
        }
    }

    @Test
    void differencesToAnotherServerArePrinted(FakeQemu qemu) throws IOException {
        qemu.stub("query-status").returns("{'status': 'running', 'running': true}");
        qemu.stub("query-name").returns("{'name': 'vm'}");
        Path file = file(
                "t.replies",
                "{\"execute\": \"query-status\"}\n\n{\"return\": {\"status\": \"paused\"," + " \"running\": true}}\n");

        try (RunningProgram program =
                        replay(file, "--mode", "diff", "--peer", qemu.address().toString());
                RawClient client = RawClient.connect(socket("replay"))) {
            client.read();
            client.send(NEGOTIATE + "{\"execute\": \"query-status\"}\n{\"execute\": \"query-name\"}\n");
            client.read();
            assertThat(client.read()).contains("running");
            assertThat(program.line()).isEqualTo("query-status: return.status: recorded \"paused\", now \"running\"");
            assertThat(program.errorLine()).isEqualTo("the transcript does not answer query-name");
        }
    }

    @Test
    void whatTheOtherServerAnsweredIsRecorded(FakeQemu qemu) throws IOException {
        qemu.stub("query-name").returns("{'name': 'vm'}");
        Path file = file("t.md", "-> {\"execute\": \"stop\"}\n<- {\"return\": {}}\n");
        Path out = directory.resolve("out");

        try (RunningProgram program =
                        replay(file, "--mode", "spy", "--peer", qemu.address().toString(), "--record", out.toString());
                RawClient client = RawClient.connect(socket("replay"))) {
            client.read();
            client.send(NEGOTIATE + "{\"execute\": \"stop\"}\n{\"execute\": \"query-name\"}\n");
            client.read();
            client.read();
            assertThat(client.read()).contains("vm");
        }
        assertThat(Transcript.read(out).entries())
                .extracting(TranscriptEntry::direction)
                .containsExactly(Direction.TO_SERVER, Direction.TO_CLIENT, Direction.TO_SERVER, Direction.TO_CLIENT);
    }

    @Test
    void quitEndsAReplayAsItEndedTheServer() throws IOException {
        Path file = file("t.md", "-> {\"execute\": \"quit\"}\n<- {\"return\": {}}\n");
        try (RunningProgram program = replay(file);
                RawClient client = RawClient.connect(socket("replay"))) {
            client.read();
            client.send(NEGOTIATE + "{\"execute\": \"quit\"}\n");
            client.read();
            client.read();
            assertThat(program.status()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "replay DIR/none | 2 | qmp: DIR/none: No such file or directory",
                "replay DIR/empty | 2 | qmp: DIR/empty: has no messages",
                "replay DIR/broken | 2 | qmp: DIR/broken: line 1: no JSON object ends here",
                "replay DIR/good --mode fast | 2 | qmp: --mode: expected strict, loose, spy, diff, got 'fast'",
                "replay DIR/good --mode spy | 2 | qmp: --peer is for --mode spy and --mode diff",
                "replay DIR/good --peer a:1 | 2 | qmp: --peer is for --mode spy and --mode diff",
                "replay DIR/good --record DIR/out | 2 | qmp: --record is for --mode spy",
                "replay DIR/good --ignore x | 2 | qmp: a rule is a command and a member, not 'x'",
                "replay DIR/good -qmp nope: | 2 | qmp: -qmp nope:",
                "replay DIR/good -qmp unix:DIR/none/x,server=on,wait=off | 3 | qmp: Failed to bind socket to DIR/none/x",
                "replay DIR/good --mode spy --peer unix:DIR/none | 3 | qmp: Failed to connect to 'DIR/none'",
                "record DIR/none/t unix:DIR/none | 2 | qmp: DIR/none/t: No such file or directory",
                "record DIR/t -qmp stdio unix:DIR/none | 2 | qmp: -qmp stdio: it takes clients at a socket",
                "record DIR/t -qmp unix:DIR/none/x,server=on,wait=off unix:DIR/none | 3 | qmp: Failed to bind socket",
                "record DIR/t | 2 | qmp: Missing required parameter: 'ADDRESS'",
            })
    void whatCannotBeDoneIsSaidWithItsStatus(String line, int status, String message) throws IOException {
        file("empty", "");
        file("broken", "{");
        file("good", "<- {\"return\": {}}\n");
        String place = directory.toString();
        try (RunningProgram program =
                RunningProgram.start(line.strip().replace("DIR", place).split(" "))) {
            assertThat(program.status()).isEqualTo(status);
            assertThat(program.standardError()).startsWith(message.strip().replace("DIR", place));
        }
    }
}
