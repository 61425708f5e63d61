package io.qmp.app.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(
        value = OS.LINUX,
        architectures = {"amd64", "aarch64"})
class LibraryFilesTest {
    @TempDir
    Path directory;

    @Test
    void eachLibraryIsInAFolderWithTheNameOfItsJar() throws IOException {
        List<String> options = make();

        assertThat(options).hasSize(2);
        Path netty = folder(options.get(0), "-Dsun.boot.library.path=");
        Path jna = folder(options.get(1), "-Djna.boot.library.path=");
        assertThat(netty.getFileName().toString()).matches("netty-transport-native-epoll-.*-linux-.*\\.jar");
        assertThat(jna.getFileName().toString()).matches("jna-.*\\.jar");
        assertThat(onlyFile(netty).getFileName().toString()).startsWith("libnetty_transport_native_epoll_");
        assertThat(onlyFile(jna).getFileName().toString()).isEqualTo("libjnidispatch.so");
        assertThat(Files.size(onlyFile(netty))).isPositive();
    }

    @Test
    void filesThatAreThereAreKept() throws IOException {
        Path library = onlyFile(folder(make().get(0), "-Dsun.boot.library.path="));
        Files.writeString(library, "another process runs with it");

        make();
        assertThat(library).hasContent("another process runs with it");
    }

    private List<String> make() throws IOException {
        return new LibraryFiles(directory.resolve("libraries")).make(directory.resolve("draft"));
    }

    private Path folder(String option, String start) {
        assertThat(option).startsWith(start);
        return Path.of(option.substring(start.length()));
    }

    private static Path onlyFile(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            List<Path> all = files.toList();
            assertThat(all).hasSize(1);
            return all.get(0);
        }
    }
}
