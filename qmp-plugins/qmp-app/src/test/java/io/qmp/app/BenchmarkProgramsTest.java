package io.qmp.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.qmp.api.wire.QmpAddress;
import io.qmp.server.MonitorOptions;
import io.qmp.server.QmpServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The programs of docs/bench, which the figures of docs/benchmarks.md rest on: they compile, and do what they say. */
class BenchmarkProgramsTest {
    private static final String MEASURE =
            SourceTree.ROOT.resolve("docs/bench/measure").toString();

    @TempDir
    static Path programs;

    @TempDir
    Path directory;

    @BeforeAll
    static void compile() throws Exception {
        for (String needed : List.of("cc", "python3")) {
            assumeTrue(InstalledPrograms.has(needed), needed + " is not installed");
        }
        assertThat(outputOf(MEASURE, "--compile", programs.toString())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "commands",
                "commands --connections 17 --depth 8",
                "commands --command query-qmp-schema",
                "connects --connections 4",
                "events --connections 16"
            })
    void loadOfEachKindIsCountedWithoutAnError(String load) throws Exception {
        Path socket = directory.resolve("s");
        QmpServer server = QmpServer.builder().build();
        server.listen(QmpAddress.unix(socket), MonitorOptions.DEFAULT.withClients(20))
                .join();
        try {
            assertThat(figure("count", load(load, socket))).isPositive();
        } finally {
            server.close().join();
        }
    }

    @Test
    void theFloorAnswersThemAndSendsEvents() throws Exception {
        Path socket = directory.resolve("s");
        Process floor = new ProcessBuilder(program("floor"), "--events", "max", socket.toString())
                .inheritIO()
                .start();
        try {
            SocketFile.await(socket);
            String report = load("commands --depth 8", socket);

            assertThat(figure("count", report)).isPositive();
            assertThat(figure("events", report)).isPositive();
            assertThat(figure("count", load("events --connections 3", socket))).isPositive();
        } finally {
            floor.destroy();
            assertThat(floor.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aServerThatAnswersWithAnErrorIsReported() throws Exception {
        Path socket = directory.resolve("s");
        QmpServer server = QmpServer.builder().listen("unix:" + socket).join();
        try {
            Process load = start("commands --command no-such-command", socket);
            String said = new String(load.getErrorStream().readAllBytes());

            assertThat(load.waitFor()).isEqualTo(1);
            assertThat(said).startsWith("an error: ").contains("CommandNotFound");
        } finally {
            server.close().join();
        }
    }

    @Test
    void startsAreTimed() throws Exception {
        String socket = directory.resolve("s").toString();

        String report = outputOf(program("load"), "start", socket, "--", program("floor"), socket);

        assertThat(figure("p50_us", report)).isPositive();
    }

    private static String load(String arguments, Path socket) throws Exception {
        Process load = start(arguments, socket);
        String report = new String(load.getInputStream().readAllBytes());
        assertThat(load.waitFor())
                .as(new String(load.getErrorStream().readAllBytes()))
                .isZero();
        assertThat(figure("errors", report)).isZero();
        assertThat(figure("server_sleeps", report)).isNotNegative();
        return report;
    }

    private static Process start(String arguments, Path socket) throws IOException {
        String own = Long.toString(ProcessHandle.current().pid());
        Stream<String> line = Stream.of(
                        Stream.of(program("load")),
                        Stream.of(arguments.split(" ")),
                        Stream.of("--seconds", "60", "--count", "40", "--watch", own, socket.toString()))
                .flatMap(words -> words);
        return new ProcessBuilder(line.toList()).start();
    }

    private static String outputOf(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    private static String program(String name) {
        return programs.resolve(name).toString();
    }

    private static double figure(String name, String report) {
        return Pattern.compile('"' + name + "\": ([0-9.]+)")
                .matcher(report)
                .results()
                .mapToDouble(found -> Double.parseDouble(found.group(1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name + " in " + report));
    }
}
