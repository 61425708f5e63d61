package io.qmp.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What README.md shows is what the consumers in {@code src/it} compile and run. */
class ReadmeTest {
    private static final Path README = Path.of("../../README.md");
    private static final Path CONSUMERS = Path.of("src/it");
    private static final Pattern SNIPPET =
            Pattern.compile("<!-- snippet: (\\w+) -->\\s*```java\\s(.*?)```", Pattern.DOTALL);
    private static final Pattern MARKED = Pattern.compile("// README\\s(.*?)// end", Pattern.DOTALL);
    private static final Pattern ADDRESS = Pattern.compile("QmpAddress\\.parse\\(\"[^\"]*\"\\)");

    @Test
    void snippetsAreTheSourcesThatRun() throws IOException {
        List<MatchResult> snippets =
                SNIPPET.matcher(Files.readString(README)).results().toList();

        assertThat(snippets).hasSizeGreaterThan(3);
        for (MatchResult snippet : snippets) {
            String shown = ADDRESS.matcher(snippet.group(2)).replaceAll("QmpAddress.parse(address)");
            assertThat(words(shown)).as(snippet.group(1)).isEqualTo(words(source(snippet.group(1))));
        }
    }

    private static String source(String name) throws IOException {
        try (Stream<Path> files = Files.walk(CONSUMERS)) {
            Path file = files.filter(path -> path.endsWith(name + ".java"))
                    .findFirst()
                    .orElseThrow();
            return MARKED.matcher(Files.readString(file))
                    .results()
                    .findFirst()
                    .orElseThrow()
                    .group(1);
        }
    }

    private static String words(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }
}
