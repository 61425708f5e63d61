package io.qmp.plugin.machine.config;

import static io.qmp.plugin.machine.Failure.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostFileAccessTest {
    @TempDir
    private Path base = Path.of("");

    private Path inside = Path.of("");

    @BeforeEach
    void twoDirectories() throws IOException {
        inside = Files.createDirectory(base.resolve("inside"));
        Files.createDirectory(base.resolve("inside-too"));
        Files.writeString(base.resolve("outside"), "");
        Files.writeString(inside.resolve("file"), "");
    }

    private boolean permits(String name) {
        return HostFileAccess.within(inside).permits(inside + "/" + name);
    }

    @Test
    void anyAndNoneAreWords() {
        assertThat(HostFileAccess.parse("any").permits("/etc/passwd")).isTrue();
        assertThat(HostFileAccess.parse("none").permits(inside.toString())).isFalse();
        assertThat(HostFileAccess.parse(inside.toString())).hasToString(inside.toString());
    }

    @Test
    void aDirectoryMustBeThere() throws IOException {
        for (String name : new String[] {base + "/nope", base + "/outside", "", "a\0b"}) {
            assertThatIllegalArgumentException()
                    .as(name)
                    .isThrownBy(() -> HostFileAccess.parse(name.isEmpty() ? "./no/such" : name))
                    .withMessageEndingWith("is not a directory");
        }
    }

    @Test
    void filesInADirectoryAndBelowArePermittedBeforeTheyExist() throws IOException {
        Files.createDirectory(inside.resolve("deep"));

        assertThat(permits("file")).isTrue();
        assertThat(permits("new")).isTrue();
        assertThat(permits("deep/new")).isTrue();
        assertThat(permits("deep/../new")).isTrue();
        assertThat(permits("no/such/directory")).isTrue();
    }

    @Test
    void namesThatLeadOutOfTheDirectoryAreNotPermitted() throws IOException {
        assertThat(permits("../outside")).isFalse();
        assertThat(permits("../new")).isFalse();
        assertThat(permits("../inside-too/new")).isFalse();
        assertThat(permits("nope/../../outside")).isFalse();
        assertThat(permits("a\0b")).isFalse();
        assertThat(HostFileAccess.within(inside).permits("relative")).isFalse();
    }

    @Test
    void linksAreFollowed() throws IOException {
        Files.createSymbolicLink(inside.resolve("out"), base.resolve("outside"));
        Files.createSymbolicLink(inside.resolve("dangling"), base.resolve("not-yet"));
        Files.createSymbolicLink(inside.resolve("up"), base);
        Files.createSymbolicLink(inside.resolve("in"), inside.resolve("file"));
        Path link = Files.createSymbolicLink(base.resolve("link"), inside);

        assertThat(permits("out")).isFalse();
        assertThat(permits("dangling")).isFalse();
        assertThat(permits("up/new")).isFalse();
        assertThat(permits("in")).isTrue();
        assertThat(HostFileAccess.within(link).permits(inside + "/file")).isTrue();
    }

    @Test
    void theErrorNamesFileAndLimit() {
        assertThat(failure(() -> HostFileAccess.NONE.require("/x")))
                .isEqualTo("Could not open '/x': the server gives clients access to no files");
        assertThat(failure(() -> HostFileAccess.within(inside).require("/x")))
                .isEqualTo("Could not open '/x': the server gives clients access to files in '" + inside + "' only");
    }
}
