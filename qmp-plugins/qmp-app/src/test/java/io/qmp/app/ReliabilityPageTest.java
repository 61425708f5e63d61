package io.qmp.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each fault of docs/reliability.md names a test that exists. */
class ReliabilityPageTest {
    private static final Path ROOT = Path.of("../..");
    private static final Pattern TEST = Pattern.compile("\\b(\\w+(?:Test|IT))\\.(\\w+)");

    @Test
    void everyFaultNamesATestThatExists() throws IOException {
        List<MatchResult> named = TEST.matcher(Files.readString(ROOT.resolve("docs/reliability.md")))
                .results()
                .toList();
        Map<String, String> sources = testSources();

        assertThat(named).hasSizeGreaterThan(60);
        for (MatchResult test : named) {
            assertThat(sources.getOrDefault(test.group(1), ""))
                    .as(test.group())
                    .contains("void " + test.group(2) + "(");
        }
    }

    /** The text of each test class and, where tests of one name are in two modules, of both. */
    private static Map<String, String> testSources() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            List<Path> tests = files.filter(path -> path.toString().contains("src/test/java"))
                    .filter(path -> path.toString().endsWith(".java"))
                    .toList();
            return tests.stream()
                    .collect(Collectors.toMap(
                            path -> path.getFileName().toString().replace(".java", ""),
                            ReliabilityPageTest::text,
                            String::concat));
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
