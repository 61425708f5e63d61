package io.qmp.app.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.message.Greeting;
import io.qmp.api.message.VersionInfo;
import io.qmp.api.message.VersionTriple;
import io.qmp.api.schema.Schema;
import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.WireCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaCacheTest {
    private static final Greeting GREETING = greeting("Debian 1:7.2");
    private static final QmpObject NUMBER =
            QmpObject.builder().put("id", QmpValue.of(123)).build();

    @TempDir
    Path directory;

    private final WireCodec codec = WireCodec.installed();

    private static Greeting greeting(String packageName) {
        return Greeting.of(new VersionInfo(new VersionTriple(7, 2, 22), packageName), List.of("oob"));
    }

    private SchemaCache cache() {
        return new SchemaCache(Optional.of(directory.resolve("schemas")), codec);
    }

    /** The answer of a peer with one command, which takes a string. */
    private QmpArray answer(String command) {
        return (QmpArray)
                codec.parse("[{\"name\": \"" + command + "\", \"meta-type\": \"command\", \"arg-type\": \"1\","
                        + " \"ret-type\": \"2\"}, {\"name\": \"1\", \"meta-type\": \"object\", \"members\":"
                        + " [{\"name\": \"id\", \"type\": \"str\"}]}, {\"name\": \"2\", \"meta-type\": \"object\", \"members\": []},"
                        + " {\"name\": \"str\", \"meta-type\": \"builtin\", \"json-type\": \"string\"}]");
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("schemas"))) {
            return files.toList();
        }
    }

    @Test
    void hasWhatACommandTakesForPeersWithTheSameGreeting() {
        cache().put(GREETING, answer("device_del"));

        Schema found = cache().find(GREETING, "device_del").orElseThrow();
        assertThat(found.checkArguments("device_del", NUMBER)).hasSize(1);
        assertThat(cache().find(greeting("other"), "device_del")).isEmpty();
        assertThat(cache().find(GREETING, "device_add")).isEmpty();
    }

    @Test
    void programsWithTheSameGreetingHaveEntriesOfTheirOwn() throws IOException {
        cache().put(GREETING, answer("device_del"));
        cache().put(GREETING, answer("object-del"));
        cache().put(GREETING, answer("object-del"));

        assertThat(files()).hasSize(2);
        assertThat(cache().find(GREETING, "device_del")).isPresent();
        assertThat(cache().find(GREETING, "object-del")).isPresent();
    }

    @Test
    void filesAreReadableByTheirUserOnly() throws IOException {
        cache().put(GREETING, answer("device_del"));

        assertThat(files())
                .singleElement()
                .satisfies(file -> assertThat(Files.getPosixFilePermissions(file))
                        .isEqualTo(PosixFilePermissions.fromString("rw-------")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n.\n", "\ndevice_del {\n.\n", "\ndevice_del []\n.\n", "\ndevice_del {\"x\": 1}\n.\n"})
    void aFileThatIsWrongIsIgnoredAndWrittenAgain(String content) throws IOException {
        cache().put(GREETING, answer("device_del"));
        Files.writeString(files().get(0), content);
        assertThat(cache().find(GREETING, "device_del")).isEmpty();

        cache().put(GREETING, answer("device_del"));
        assertThat(cache().find(GREETING, "device_del")).isPresent();
    }

    @Test
    void halfAFileIsIgnored() throws IOException {
        cache().put(GREETING, answer("device_del"));
        Path file = files().get(0);
        byte[] whole = Files.readAllBytes(file);
        for (int size = 0; size < whole.length; size += 7) {
            Files.write(file, java.util.Arrays.copyOf(whole, size));
            assertThat(cache().find(GREETING, "device_del")).isEmpty();
        }
    }

    @Test
    void theOldestAreDeleted() throws IOException {
        for (int i = 0; i < 40; i++) {
            cache().put(greeting("build " + i), answer("device_del"));
            for (Path file : files()) {
                if (file.toString().contains("build_" + i + "_-")) {
                    Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH.plusSeconds(i)));
                }
            }
        }
        assertThat(files()).hasSize(32);
        assertThat(cache().find(greeting("build 39"), "device_del")).isPresent();
        assertThat(cache().find(greeting("build 1"), "device_del")).isEmpty();
    }

    @Test
    void aFolderThatCannotBeMadeIsNoFailure() throws IOException {
        Files.writeString(directory.resolve("schemas"), "a file");
        cache().put(GREETING, answer("device_del"));
        assertThat(cache().find(GREETING, "device_del")).isEmpty();
        new SchemaCache(Optional.empty(), codec).put(GREETING, answer("device_del"));
    }
}
