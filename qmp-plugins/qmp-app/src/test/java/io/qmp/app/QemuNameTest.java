package io.qmp.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.plugin.qemu.QemuVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The launcher {@code qmp-system-x86_64}, with a program beside it that prints its arguments. */
class QemuNameTest {
    private static final String NAME = "qmp-system-x86_64";

    @TempDir
    Path directory;

    private Path bin;

    @BeforeEach
    void copy() throws IOException {
        bin = Files.createDirectories(directory.resolve("image/bin"));
        Path launcher = SourceTree.ROOT.resolve("qmp-plugins/qmp-app/src/main/image/bin/" + NAME);
        Files.writeString(bin.resolve(NAME), Files.readString(launcher))
                .toFile()
                .setExecutable(true);
        Files.writeString(
                        bin.resolve("qmp"),
                        "#!/bin/sh\nfor word in \"$@\"; do echo \"$word\"; done\necho \"in $XDG_CACHE_HOME\"\n")
                .toFile()
                .setExecutable(true);
    }

    private static List<String> run(Path program, String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("XDG_CACHE_HOME", "/var/lib/libvirt/qemu/domain-1-vm/.cache");
        Process process = builder.start();
        return new String(process.getInputStream().readAllBytes()).lines().toList();
    }

    private Path link(String name) throws IOException {
        return Files.createSymbolicLink(directory.resolve(name), bin.resolve(NAME));
    }

    @Test
    void wordsArePassedOnAsTheyAre() throws IOException {
        assertThat(run(bin.resolve(NAME), "-name", "a b", "-device", "{\"driver\": \"*\"}"))
                .startsWith("serve", "-name", "a b", "-device", "{\"driver\": \"*\"}");
    }

    @Test
    void theNameSaysTheVersion() throws IOException {
        assertThat(run(link(NAME + "-10.0"), "-S")).startsWith("serve", "--behave-as", "10.0", "-S");
    }

    @ParameterizedTest
    @EnumSource(QemuVersion.class)
    void theVersionIsPrintedAsQemuPrintsIt(QemuVersion version) throws IOException {
        assertThat(run(link(NAME + "-" + version.label()), "-version"))
                .containsExactly("QEMU emulator version " + version.triple() + " (qmp serve)");
    }

    @Test
    void withoutAVersionItIsTheNewest() throws IOException {
        assertThat(run(bin.resolve(NAME), "--version"))
                .containsExactly("QEMU emulator version " + QemuVersion.LATEST.triple() + " (qmp serve)");
    }

    @Test
    void optionsComeFromTheFileOfTheNameOrOfTheLauncher() throws IOException {
        Path link = link(NAME + "-7.2");
        Files.writeString(bin.resolve(NAME + ".options"), "# all\n--guest power-button=obey # obeys\n-v\n");
        assertThat(run(link)).startsWith("serve", "--behave-as", "7.2", "--guest", "power-button=obey", "-v");
        Files.writeString(directory.resolve(NAME + "-7.2.options"), "--grace 2");
        assertThat(run(link, "-S")).startsWith("serve", "--behave-as", "7.2", "--grace", "2", "-S");
    }

    @Test
    void theArchiveOfClassesIsInTheHomeOfTheUser() throws IOException {
        assertThat(run(bin.resolve(NAME)))
                .last()
                .asString()
                .startsWith("in /")
                .endsWith("/.cache")
                .doesNotContain("libvirt");
    }
}
