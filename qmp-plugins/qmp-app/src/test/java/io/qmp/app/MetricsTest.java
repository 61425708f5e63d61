package io.qmp.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.message.Request;
import io.qmp.testkit.fake.FakeQemu;
import io.qmp.testkit.fake.QemuSchema;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code metrics}, with fake QEMUs. */
class MetricsTest {
    /** What a round ends with. */
    private static final String LAST = "query-migrate";

    @TempDir
    Path directory;

    private static FakeQemu qemu() {
        FakeQemu qemu = FakeQemu.builder().schema(QemuSchema.V10_0).lenient().start();
        qemu.stub("qom-get").returns("'q35'");
        qemu.stub("qom-list").returns("[]");
        qemu.stub("query-uuid").returns("{'UUID': 'u'}");
        qemu.stub("query-name").returns("{'name': 'guest'}");
        qemu.stub("query-cpus-fast").returns("[]");
        qemu.stub("query-status").returns("{'status': 'running', 'running': true}");
        qemu.stub("query-blockstats").returns("[]");
        qemu.stub("query-balloon").returns("{'actual': 4096}");
        qemu.stub("query-jobs").returns("[]");
        qemu.stub(LAST).returns("{}");
        return qemu;
    }

    /** The status and the page. */
    static String get(String place, String path, String... accept) {
        try {
            HttpURLConnection connection = (HttpURLConnection) new URL("http://" + place + path).openConnection();
            if (accept.length > 0) {
                connection.setRequestProperty("Accept", accept[0]);
            }
            int status = connection.getResponseCode();
            try (InputStream body = status == 200 ? connection.getInputStream() : connection.getErrorStream()) {
                return status + "\n" + new String(body.readAllBytes(), UTF_8);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The page, as soon as it is as wanted: what happens to a VM shows after a moment. */
    private static String page(String place, Predicate<String> wanted) {
        String page = get(place, "/metrics");
        while (!wanted.test(page)) { // ends by the limit of all tests
            page = get(place, "/metrics");
        }
        return page;
    }

    private static void round(FakeQemu qemu) {
        Request request = qemu.take();
        while (!request.command().equals(LAST)) {
            request = qemu.take();
        }
    }

    @Test
    void manyVmsAreOnOnePageWithNamesAndLabels() throws IOException {
        Path config = directory.resolve("metrics.json");
        try (FakeQemu one = qemu();
                FakeQemu two = qemu()) {
            Files.writeString(
                    config,
                    "{\"labels\": {\"site\": \"a\"}, \"vms\": [{\"address\": \"" + one.address()
                            + "\", \"name\": \"one\", \"labels\": {\"role\": \"web\"}}, {\"address\": \""
                            + two.address()
                            + "\", \"name\": \"two\"}, {\"address\": \"/nowhere/qmp\", \"name\": \"three\"}]}");
            try (RunningProgram program =
                    RunningProgram.start("metrics", "--config", config.toString(), "--listen", "127.0.0.1:0")) {
                String place = program.line().substring("listening on tcp:".length());
                round(one);
                round(two);

                String page = page(place, text -> text.split("qemu_balloon_actual_bytes\\{", -1).length == 3);

                assertThat(page)
                        .contains(
                                "qemu_up{vm=\"one\",site=\"a\",role=\"web\"} 1\n",
                                "qemu_up{vm=\"two\",site=\"a\"} 1\n",
                                "qemu_up{vm=\"three\",site=\"a\"} 0\n",
                                "qemu_balloon_actual_bytes{vm=\"one\",site=\"a\",role=\"web\"} 4096\n");
                assertThat(one.takeAll()).isEmpty(); // pages ask nothing
                assertThat(get(place, "/healthz")).isEqualTo("200\nok\n");
                assertThat(get(place, "/other")).startsWith("404\n");
                assertThat(get(place, "/metrics", "application/openmetrics-text"))
                        .contains("qemu_restarts_created{vm=\"one\"")
                        .endsWith("# EOF\n");
                program.signal();
                assertThat(program.status()).isZero();
            }
        }
    }

    @Test
    void socketsComeAndGo() {
        try (FakeQemu qemu = qemu();
                RunningProgram program = RunningProgram.start(
                        "metrics", "--watch", socket(qemu).getParent() + "/*", "--listen", "127.0.0.1:0")) {
            String place = program.line().substring("listening on tcp:".length());
            page(place, text -> text.contains("} 1\n"));

            qemu.stop();

            assertThat(page(place, text -> !text.contains("qemu_up"))).isEqualTo("200\n");
            qemu.restart();
            page(place, text -> text.contains("qemu_up{vm=") && text.contains("} 1\n"));
        }
    }

    private static Path socket(FakeQemu qemu) {
        return Path.of(qemu.address().text());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "metrics | which virtual machines is not said",
                "metrics /run/a.qmp /srv/a.qmp | two virtual machines are named 'a'",
                "metrics /run/a.qmp --listen unix:/x | is no TCP port",
                "metrics /run/a.qmp --period 0 | 0",
                "metrics --watch /run/[ | '/run/[' is no pattern of sockets",
                "metrics --config /missing/file | cannot be read"
            })
    void mistakesOfTheCommandLineAreNamed(String words, String message) {
        try (RunningProgram program = RunningProgram.start(words.split(" "))) {
            assertThat(program.errorLine()).contains(message);
            assertThat(program.status()).isEqualTo(2);
        }
    }
}
