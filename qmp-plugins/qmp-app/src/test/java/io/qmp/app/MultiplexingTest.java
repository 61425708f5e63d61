package io.qmp.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.app.metrics.Promtool;
import io.qmp.testkit.fake.FakeAgent;
import io.qmp.testkit.fake.FakeQemu;
import io.qmp.testkit.fake.FakeQemuTest;
import io.qmp.testkit.fake.QemuSchema;
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

/** {@code mux}, with a fake QEMU. */
@FakeQemuTest(schema = "10.0")
@SuppressWarnings("try") // a program need not be spoken of to run
class MultiplexingTest {
    private static final String NEGOTIATE = "{\"execute\": \"qmp_capabilities\"}\n";

    @TempDir
    Path directory;

    private String socket(String name) {
        return "unix:" + directory.resolve(name);
    }

    private RunningProgram start(FakeQemu qemu, String... more) {
        String[] words = {
            "mux",
            qemu.address().toString(),
            "-qmp",
            socket("rw") + ",server=on,wait=off,role=owner",
            "-qmp",
            socket("ro") + ",server=on,wait=off,name=ro"
        };
        RunningProgram program = RunningProgram.start(
                Stream.of(words, more).flatMap(Arrays::stream).toArray(String[]::new));
        assertThat(program.line()).isEqualTo("listening on " + socket("rw"));
        assertThat(program.line()).isEqualTo("listening on " + socket("ro"));
        return program;
    }

    private RawClient client(String name) throws IOException {
        RawClient client = RawClient.connect(socket(name));
        assertThat(client.read()).contains("\"QMP\"");
        client.send(NEGOTIATE);
        client.read();
        return client;
    }

    @Test
    void clientsShareAQemuByThePolicy(FakeQemu qemu) throws IOException {
        qemu.stub("query-chardev").returns("[]");
        qemu.stub("query-status").returns("{'status': 'running', 'running': true}");
        qemu.expect("stop").returns();
        Path policy = Files.writeString(
                directory.resolve("policy.json"), "{\"clients\": [{\"listener\": \"ro\", \"role\": \"observer\"}]}");
        Path audit = directory.resolve("audit.jsonl");
        try (RunningProgram program = start(qemu, "--policy", policy.toString(), "--audit", audit.toString())) {
            try (RawClient owner = client("rw");
                    RawClient observer = client("ro")) {
                observer.send("{\"execute\": \"query-status\", \"id\": 1}\n{\"execute\": \"stop\", \"id\": 2}\n");
                assertThat(observer.read()).contains("running", "\"id\": 1");
                assertThat(observer.read()).contains("\"id\": 2", "not permitted for role observer");
                owner.send("{\"execute\": \"stop\", \"id\": 2}\n");
                assertThat(owner.read()).isEqualTo("{\"return\": {}, \"id\": 2}");
            }
            program.signal();
            assertThat(program.status()).isZero();
        }
        assertThat(Files.readString(audit)).contains("\"denied\"", "\"succeeded\"");
    }

    @Test
    void pageSaysWhatTheMultiplexerDoes() throws IOException, InterruptedException {
        Path audit = directory.resolve("audit.jsonl");
        try (FakeQemu qemu =
                        FakeQemu.builder().schema(QemuSchema.V10_0).lenient().start();
                RunningProgram program = RunningProgram.start(
                        "mux",
                        qemu.address().toString(),
                        "-qmp",
                        socket("rw") + ",server=on,wait=off,role=owner",
                        "-qmp",
                        socket("ro") + ",server=on,wait=off,role=observer",
                        "--audit",
                        audit.toString(),
                        "--metrics",
                        "127.0.0.1:0")) {
            String place = program.line().replace("metrics on tcp:", "");
            program.line();
            program.line();
            assertThat(MetricsTest.get(place, "/healthz")).isEqualTo("200\nok\n");
            try (RawClient owner = client("rw");
                    RawClient observer = client("ro")) {
                qemu.stub("stop");
                owner.send("{\"execute\": \"stop\"}\n{\"execute\": \"no-such\"}\n");
                owner.read();
                owner.read();
                observer.send("{\"execute\": \"stop\"}\n");
                observer.read();
                String page = MetricsTest.get(place, "/metrics");
                assertThat(page)
                        .contains(
                                "\nqmp_mux_up 1\n",
                                "\nqmp_mux_clients{role=\"owner\"} 1\n",
                                "\nqmp_mux_clients{role=\"observer\"} 1\n",
                                "\nqmp_mux_commands_seconds_count{command=\"stop\",outcome=\"succeeded\"} 1\n",
                                "\nqmp_mux_commands_seconds_count{command=\"stop\",outcome=\"denied\"} 1\n",
                                "\nqmp_mux_commands_seconds_count{command=\"other\",outcome=\"failed\"} 1\n",
                                "\nqmp_mux_wait_seconds_count 3\n",
                                "\nqmp_mux_denied_total{role=\"observer\"} 1\n",
                                "\nqmp_mux_audit_records_total 5\n",
                                "\nqmp_mux_audit_failures_total 0\n",
                                "\nqmp_mux_waiting 0\n");
                assertThat(MetricsTest.get(place, "/metrics", "application/openmetrics-text"))
                        .endsWith("\n# EOF\n");
                assertThat(Promtool.run(page.substring(page.indexOf('\n') + 1), "check", "metrics"))
                        .isEmpty();
            }
            program.signal();
            assertThat(program.status()).isZero();
            qemu.reset(); // of what was not expected
        }
    }

    @Test
    void monitorsThatCannotBeMadeEndTheProgram(FakeQemu qemu) {
        qemu.stub("query-chardev").returns("[]");
        String listener = socket("rw") + ",server=on,wait=off,role=owner";
        try (RunningProgram program =
                RunningProgram.start("mux", qemu.address().toString(), "-qmp", listener, "--backend", "private")) {
            assertThat(program.line()).isEqualTo("listening on " + socket("rw"));
            assertThat(program.errorLine())
                    .contains("clients cannot have monitors of their own at this QEMU", "as QEMU can since 11.1");
            assertThat(program.status()).isEqualTo(5);
        }
    }

    @Test
    void clientsShareAGuestAgent() throws IOException {
        try (FakeAgent agent = FakeAgent.builder().start()) {
            agent.stub("guest-get-host-name").returns("{'host-name': 'vm'}");
            try (RunningProgram program = RunningProgram.start(
                    "mux", "qga:" + agent.address(), "-qmp", socket("ga") + ",server=on,wait=off,role=observer")) {
                assertThat(program.line()).isEqualTo("listening on " + socket("ga"));
                try (RawClient one = RawClient.connect(socket("ga"));
                        RawClient other = RawClient.connect(socket("ga"))) {
                    for (RawClient client : List.of(one, other)) {
                        client.send("{\"execute\": \"guest-get-host-name\", \"id\": 1}\n");
                        assertThat(client.read()).isEqualTo("{\"return\": {\"host-name\": \"vm\"}, \"id\": 1}");
                    }
                }
                program.signal();
                assertThat(program.status()).isZero();
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mux unix:/nowhere | -qmp is missing",
                "mux unix:/nowhere -qmp unix:/x,server=on,wait=off | which role the clients have is not said",
                "mux unix:/nowhere -qmp unix:/x,server=on,wait=off,role=boss | there is no role 'boss'",
                "mux unix:/nowhere -qmp unix:/x,role=owner | server=on",
                "mux unix:/nowhere -qmp unix:/x,server=on,wait=off,role=owner --quit never | --quit: expected refuse,"
                        + " close, forward",
                "mux unix:/nowhere -qmp unix:/x,server=on,wait=off,role=owner --backend own | --backend: expected auto,"
                        + " shared, private",
                "mux unix:/nowhere -qmp unix:/x,server=on,wait=off --policy /missing/policy | cannot be read",
                "mux unix:/nowhere -qmp unix:/x,server=on,wait=off,role=owner --window 9 | 8",
                "mux unix:/nowhere -qmp unix:/x,server=on,wait=off,role=owner --metrics unix:/y | unix:/y is no TCP port"
            })
    void mistakesOfTheCommandLineAreNamed(String words, String message) {
        try (RunningProgram program = RunningProgram.start(words.split(" "))) {
            assertThat(program.errorLine()).contains(message);
            assertThat(program.status()).isEqualTo(2);
        }
    }
}
