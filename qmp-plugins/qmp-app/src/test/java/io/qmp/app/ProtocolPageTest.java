package io.qmp.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each section of docs/protocol.md names the tests that hold it. */
class ProtocolPageTest {
    private static final Path ROOT = Path.of("../..");
    private static final Path PAGE = ROOT.resolve("docs/protocol.md");
    private static final Pattern SECTION = Pattern.compile("^## \\d.*", Pattern.MULTILINE);
    private static final Pattern TESTS = Pattern.compile("^Tests: (.*(?:\\n.+)*)", Pattern.MULTILINE);
    private static final Pattern NAME = Pattern.compile("`(\\w+)`");

    @Test
    void everySectionNamesTestsThatExist() throws IOException {
        String page = Files.readString(PAGE);
        List<String> lists =
                TESTS.matcher(page).results().map(list -> list.group(1)).toList();

        assertThat(lists).hasSize((int) SECTION.matcher(page).results().count());
        Set<String> sources = testSources();
        for (String list : lists) {
            assertThat(NAME.matcher(list).results().map(MatchResult::group).map(name -> name.replace("`", "")))
                    .as(list)
                    .isNotEmpty()
                    .allMatch(sources::contains);
        }
    }

    private static Set<String> testSources() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(path -> path.toString().contains("src/test/java")
                            || path.toString().contains("qmp-contracts/src/main/java"))
                    .map(path -> path.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.replace(".java", ""))
                    .collect(Collectors.toSet());
        }
    }
}
