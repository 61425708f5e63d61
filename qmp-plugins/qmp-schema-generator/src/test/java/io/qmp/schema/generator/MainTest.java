package io.qmp.schema.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qmp.api.error.CommandFailedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
    private static final String SCHEMA = """
            {"return": [
              {"name": "query-status", "meta-type": "command", "arg-type": "0", "ret-type": "1"},
              {"name": "0", "meta-type": "object", "members": []},
              {"name": "1", "meta-type": "object", "members": [{"name": "running", "type": "bool"}]},
              {"name": "bool", "meta-type": "builtin", "json-type": "boolean"}]}
            """;

    @TempDir
    Path directory;

    @BeforeEach
    void writeSchema() throws IOException {
        Files.writeString(directory.resolve("schema.json"), SCHEMA);
    }

    private String run(String... further) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "--program",
                "Example",
                "--package",
                "org.example",
                "--output",
                directory + "/out",
                "--lock",
                directory + "/lock"));
        if (!List.of(further).contains("--schema") && !List.of(further).contains("--schemas")) {
            arguments.addAll(List.of("--schema", "1=" + directory + "/schema.json"));
        }
        arguments.addAll(List.of(further));
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        Main.run(GeneratorOptions.parse(arguments), new PrintStream(said, true, StandardCharsets.UTF_8));
        return said.toString(StandardCharsets.UTF_8);
    }

    @Test
    void writesSourcesAndTheLock() throws IOException {
        assertThat(run("--update-lock")).contains("6 sources, 6 of them new or changed");
        assertThat(directory.resolve("out/org/example/command/QueryStatus.java"))
                .exists();
        assertThat(Files.readAllLines(directory.resolve("lock")))
                .contains("query-status QueryStatus", "query-status:ret StatusInfo");
    }

    @Test
    void asksARunningServer() throws IOException {
        try (SmallServer server = SmallServer.start(directory, SCHEMA)) {
            assertThat(run("--update-lock", "--schema", "1=" + server.address()))
                    .contains("6 sources");
            assertThat(directory.resolve("out/org/example/command/QueryStatus.java"))
                    .exists();
        }
        assertThatThrownBy(() -> run("--schema", "1=unix:" + directory + "/nobody"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot ask unix:" + directory + "/nobody");
    }

    @Test
    void aServerWithoutIntrospectionSaysSo() throws IOException {
        String refusal = "{\"error\": {\"class\": \"CommandNotFound\", \"desc\": \"no such command\"}}";
        try (SmallServer server = SmallServer.start(directory, refusal)) {
            assertThatThrownBy(() -> run("--schema", "1=" + server.address()))
                    .isInstanceOf(CommandFailedException.class)
                    .hasMessageContaining("query-qmp-schema")
                    .hasMessageContaining("no such command");
        }
    }

    @Test
    void aServerThatDoesNotAnswerIsGivenUp() throws IOException {
        SchemaSource source = new SchemaSource(Duration.ofMillis(50));
        try (ServerSocketChannel silent = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            silent.bind(UnixDomainSocketAddress.of(directory.resolve("silent.sock")));

            assertThatThrownBy(() -> source.read("unix:" + directory + "/silent.sock"))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("no answer within");
        }
    }

    @Test
    void typesLinkToTheReferenceManual() throws IOException {
        run("--update-lock", "--reference", "https://example.org/ref.html");

        assertThat(Files.readString(directory.resolve("out/org/example/command/QueryStatus.java")))
                .contains(" * @see <a href=\"https://example.org/ref.html\">Example reference manual</a>\n");
    }

    @Test
    void failsForNamesThatTheLockLacks() {
        assertThatThrownBy(this::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--update-lock")
                .hasMessageContaining("query-status:ret");
        assertThat(directory.resolve("out")).doesNotExist();
    }

    @Test
    void tellsWhatIsGone() throws IOException {
        Files.writeString(directory.resolve("lock"), "query-old QueryOld\n");

        assertThat(run("--update-lock")).contains("removed, its name stays in the lock file: query-old");
        assertThat(Files.readAllLines(directory.resolve("lock"))).contains("query-old QueryOld");
    }

    @Test
    void touchesOnlyWhatChanged() throws IOException {
        run("--update-lock");
        Path kept = directory.resolve("out/org/example/command/QueryStatus.java");
        Path stale = Files.writeString(directory.resolve("out/org/example/command/Stale.java"), "x");
        FileTime before = FileTime.fromMillis(0);
        Files.setLastModifiedTime(kept, before);

        assertThat(run()).contains("0 of them new or changed");
        assertThat(Files.getLastModifiedTime(kept)).isEqualTo(before);
        assertThat(stale).doesNotExist();
    }

    @Test
    void readsCompressedFilesAndSeveralVersions() throws IOException {
        Path compressed = directory.resolve("schema.json.gz");
        try (OutputStream file = new GZIPOutputStream(Files.newOutputStream(compressed))) {
            file.write(SCHEMA.replace("query-status", "query-newer").getBytes(StandardCharsets.UTF_8));
        }
        run("--update-lock", "--schema", "1=" + directory + "/schema.json", "--schema", "2=" + compressed);

        assertThat(Files.readString(directory.resolve("out/org/example/command/QueryNewer.java")))
                .contains("Since Example 2 (not in 1).");
        assertThat(Files.readString(directory.resolve("out/org/example/command/QueryStatus.java")))
                .contains("@Versions(until = \"1\")");
    }

    @Test
    void addsAVersionToTheRecordedOnes() throws IOException {
        Path recorded = directory.resolve("src/recorded"); // made with the first
        Files.writeString(directory.resolve("x-1.1.5.json"), SCHEMA.replace("query-status", "query-newer"));

        try (SmallServer server = SmallServer.start(directory, SCHEMA)) {
            assertThat(run("--schemas", recorded.toString(), "--add", server.address()))
                    .contains("recorded: " + recorded.resolve("example-1.0.0.json.gz"));
        }
        run("--schemas", recorded.toString(), "--add", directory + "/x-1.1.5.json");

        assertThat(recorded.resolve("example-1.1.5.json.gz")).exists();
        assertThat(Files.readString(directory.resolve("out/org/example/command/QueryNewer.java")))
                .contains("Since Example 1.1 (not in 1.0).");
        assertThat(Files.readAllLines(directory.resolve("lock"))).contains("query-newer QueryNewer");
        assertThat(run("--schemas", recorded.toString(), "--add", "none")).contains("0 of them new or changed");
    }

    @Test
    void aRecordingOfTheSameVersionIsReplaced() throws IOException {
        Path recorded = Files.createDirectory(directory.resolve("recorded"));
        for (String version : List.of("1.0.1", "1.0.2")) {
            Files.writeString(directory.resolve("x-" + version + ".json"), SCHEMA);
            run("--schemas", recorded.toString(), "--add", directory + "/x-" + version + ".json");
        }

        try (Stream<Path> files = Files.list(recorded)) {
            assertThat(files).containsExactly(recorded.resolve("example-1.0.2.json.gz"));
        }
        Files.copy(recorded.resolve("example-1.0.2.json.gz"), recorded.resolve("other-1.0.3.json.gz"));
        assertThatThrownBy(() -> run("--schemas", recorded.toString()))
                .hasMessageContaining("version 1.0 is recorded twice")
                .hasMessageContaining("example-1.0.2.json.gz")
                .hasMessageContaining("other-1.0.3.json.gz");
    }

    @Test
    void whatIsAddedMustSayItsVersion() throws IOException {
        assertThatThrownBy(() -> run("--schemas", directory.toString(), "--add", directory + "/schema.json"))
                .hasMessageContaining("schema.json does not say which version it is of");
    }

    @Test
    void marksWhatIsPublished() throws IOException {
        run("--update-lock", "--since", "1.2");

        assertThat(Files.readString(directory.resolve("out/org/example/type/StatusInfo.java")))
                .contains("@Experimental(since = \"1.2\")")
                .contains(" * @since 1.2");
    }

    @Test
    void refusesWhatMakesNoSense() throws IOException {
        Files.writeString(directory.resolve("odd.json"), "{\"error\": {}}");

        assertThatThrownBy(() -> run("--schema", "1=" + directory + "/odd.json"))
                .hasMessageContaining("is an array");
        assertThatThrownBy(() -> GeneratorOptions.parse(List.of("--wrong", "x")))
                .hasMessageContaining("--wrong");
        assertThatThrownBy(() -> GeneratorOptions.parse(List.of("--program"))).hasMessageContaining("--program");
        assertThatThrownBy(() -> GeneratorOptions.parse(List.of("--schema", "file")))
                .hasMessageContaining("VERSION=SOURCE");
        assertThatThrownBy(() -> GeneratorOptions.parse(List.of("--schema", "1=f")))
                .hasMessageContaining("--program is needed");
        assertThatThrownBy(() -> GeneratorOptions.parse(List.of("--program", "p", "--package", "q", "--output", "o")))
                .hasMessageContaining("--schema is needed");
    }
}
