package io.qmp.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.app.tool.Examples;
import io.qmp.app.tool.Subcommands;
import io.qmp.testkit.fake.FakeQemu;
import io.qmp.testkit.fake.QemuSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each example of the helps does what it says, with a fake QEMU at its address. */
class HelpExamplesTest {
    private static final Pattern CALL = Pattern.compile("\\bqmp ([^|)]+)");
    private static final String ADDRESS = "unix:/run/vm.sock";

    private static final List<String> SUBCOMMANDS =
            List.of("schema", "ping", "wait", "job", "top", "doctor", "completion", "help");

    /** These serve until a signal comes. */
    private static final List<String> SERVERS = List.of("mux", "record", "replay", "metrics");

    static Stream<String> servers() {
        return Examples.lines(SERVERS.toArray(String[]::new));
    }

    static Stream<String> examples() {
        return Examples.lines(SUBCOMMANDS.toArray(String[]::new));
    }

    @Test
    void allExamplesAreTried() {
        List<String> tried = new ArrayList<>(SUBCOMMANDS);
        tried.addAll(ExecExamplesTest.SUBCOMMANDS);
        tried.addAll(SERVERS);

        assertThat(Subcommands.tools())
                .filteredOn(name -> Examples.lines(name).findAny().isPresent())
                .hasSameElementsAs(tried);
    }

    @TempDir
    Path directory;

    @ParameterizedTest
    @MethodSource("examples")
    void examplesRun(String example) throws IOException {
        Path before = Files.writeString(directory.resolve("before.json"), "[]");
        Matcher call = CALL.matcher(example);
        assertThat(call.find()).as(example).isTrue();
        try (FakeQemu qemu = qemu()) {
            List<String> words = new ArrayList<>(Stream.of(call.group(1).strip().split(" "))
                    .map(word -> word.replace("'", "")
                            .replace("before.json", before.toString())
                            .replace(ADDRESS, qemu.address().toString()))
                    .toList());
            if (words.get(0).equals("top")) {
                words.addAll(List.of("--interval", "0.1")); // it asks twice
            }
            try (RunningProgram program = RunningProgram.start(words.toArray(String[]::new))) {
                if (words.get(0).equals("top") && !words.contains("--once")) {
                    assertThat(program.line()).startsWith("VM");
                    program.signal(2);
                    assertThat(program.status()).isEqualTo(130);
                } else if (words.contains("--exit-code")) {
                    assertThat(program.status()).isEqualTo(10);
                } else {
                    assertThat(program.status()).as(program.standardError()).isZero();
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void examplesServe(String example) throws IOException {
        Files.writeString(directory.resolve("vm.jsonl"), "{\"dir\": \"x\"}\n");
        Files.createDirectory(directory.resolve("vms"));
        try (FakeQemu qemu = qemu()) {
            List<String> words = new ArrayList<>(Stream.of(example.split(" "))
                    .skip(1)
                    .map(word -> word.replace(ADDRESS, qemu.address().toString())
                            .replace("vm.jsonl", directory.resolve("vm.jsonl").toString())
                            .replace("/run/", directory + "/")
                            .replaceAll("127.0.0.1:\\d+", "127.0.0.1:0"))
                    .toList());
            if (words.get(0).equals("metrics") && !words.contains("--listen")) {
                words.addAll(List.of("--listen", "127.0.0.1:0")); // that of the example may be taken
            }
            try (RunningProgram program = RunningProgram.start(words.toArray(String[]::new))) {
                assertThat(program.line()).startsWith("listening on ");
                program.signal();
                assertThat(program.status()).as(program.standardError()).isZero();
            }
        }
    }

    private static FakeQemu qemu() {
        FakeQemu qemu = FakeQemu.builder().schema(QemuSchema.V10_0).lenient().start();
        String job = "{'id': 'qmp-" + ProcessHandle.current().pid() + "', 'status': 'STATUS'}";
        qemu.stub("blockdev-backup")
                .emits("JOB_STATUS_CHANGE", job.replace("STATUS", "created"))
                .emits("JOB_STATUS_CHANGE", job.replace("STATUS", "concluded"))
                .emits("JOB_STATUS_CHANGE", job.replace("STATUS", "null"))
                .returns("{}");
        qemu.stub("query-version").returns("{}");
        qemu.stub("query-chardev").returns("[]");
        qemu.stub("qom-get").returns("'q35'");
        qemu.stub("qom-list").returns("[]");
        qemu.stub("query-uuid").returns("{'UUID': 'u'}");
        qemu.stub("query-name").returns("{'name': 'guest'}");
        qemu.stub("query-cpus-fast").returns("[]");
        qemu.stub("query-status").returns("{'status': 'running', 'running': true}");
        qemu.stub("query-blockstats").returns("[]");
        qemu.stub("query-balloon").returns("{'actual': 4096}");
        qemu.stub("query-jobs").returns("[]");
        qemu.stub("query-migrate").returns("{}");
        return qemu;
    }
}
