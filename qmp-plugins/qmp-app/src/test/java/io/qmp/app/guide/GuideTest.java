package io.qmp.app.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** README and the guide: each snippet of Java compiles and runs, each command runs, and prints what the page says. */
class GuideTest {
    @TempDir
    private static Path directory;

    private static GuideSources sources;

    static Stream<String> pages() throws Exception {
        return GuidePage.all().stream().map(GuidePage::name);
    }

    @BeforeAll
    static void compile() throws Exception {
        sources = GuideSources.compile(GuidePage.all(), directory, run());
    }

    private static Path run() {
        return directory.resolve("run");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void thePageDoesWhatItSays(String name) throws Exception {
        GuidePage page = page(name);
        Files.createDirectories(run());
        try (GuideScene scene = new GuideScene(page, sources, run())) {
            scene.play();
        }
    }

    /** What the page of the first client shows is also what a real QEMU does. */
    @Test
    @Tag("qemu")
    void theFirstClientTalksToQemu() throws Exception {
        assumeTrue(
                Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .anyMatch(bin -> Files.isExecutable(Path.of(bin, "qemu-system-x86_64"))),
                "qemu-system-x86_64 is not installed");
        Files.createDirectories(run());
        try (GuideScene scene = GuideScene.withQemu(page("docs/guide/02-first-client.md"), sources, run())) {
            scene.play();
        }
    }

    private static GuidePage page(String name) throws Exception {
        return GuidePage.all().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aBlockKnowsWhereItIs() {
        GuidePage page = GuidePage.of("page", "# Title\n\n<!-- marker -->\n```java\nint i;\n```\n\n```sh\nqmp\n```\n");

        assertThat(page.blocks())
                .containsExactly(
                        new GuidePage.Block("marker", "java", "int i;\n", 3),
                        new GuidePage.Block("", "sh", "qmp\n", 8));
    }

    @Test
    void aLineOfAShellHasWordsInputAndStatus() {
        List<ShellLine> lines =
                ShellLine.of("# comment\necho '{}' | qmp exec 'a b' \\\n    c=\"d\"  # status 3\nqmp serve &\n");

        assertThat(lines)
                .containsExactly(
                        new ShellLine(List.of("qmp", "exec", "a b", "c=d"), "{}\n", false, 3),
                        new ShellLine(List.of("qmp", "serve"), "", true, 0));
    }
}
