package io.qmp.app.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.app.SourceTree;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Comments and documents are in plain English, and comments within 120 columns. */
class WordingTest {
    private static final int COLUMNS = 120;
    private static final Pattern SOURCES = Pattern.compile(".*\\.java");
    private static final Pattern DOCUMENTS = Pattern.compile(".*/(README|docs/.*)\\.md");

    /**
     * Comments with the beginnings of their lines; a string literal that contains the beginning of one counts, too.
     */
    private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/|//[^\\n]*(?:\\n\\s*//[^\\n]*)*");

    private static final Pattern INDENTED_COMMENT = Pattern.compile("[ \\t]*(?:" + COMMENT.pattern() + ")");

    private static final Pattern LINE_START = Pattern.compile("\\n\\s*(?:\\*|//)?\\s*");

    private static final Pattern UNCLEAR = Pattern.compile(
            "\\b(?:(?:is|are|be|was|were|been|being) told|told (?:of|apart|by)|tells (?:of|apart|what|how|whether)"
                    + "|whoever|such (?:a )?one|to be had|in vain|becomes? of|none of its|those that|those which"
                    + "|pass(?:es)? for|passing for|lest|whence|thereof|wherein|hitherto)\\b",
            Pattern.CASE_INSENSITIVE);

    @Test
    void commentsAreWithin120Columns() {
        Stream<String> wide = SourceTree.files(SOURCES).stream()
                .flatMap(file -> found(INDENTED_COMMENT, file)
                        .flatMap(comment -> comment.lines())
                        .filter(line -> line.length() > COLUMNS)
                        .map(line -> file + ": " + line.strip()));

        assertThat(wide).isEmpty();
    }

    @Test
    void commentsAreInPlainWords() {
        Stream<String> unclear = SourceTree.files(SOURCES).stream()
                .filter(file -> !file.endsWith("WordingTest.java"))
                .flatMap(file -> comments(file).flatMap(comment -> unclear(file, comment)));

        assertThat(unclear).isEmpty();
    }

    @Test
    void documentsAreInPlainWords() {
        List<Path> documents = SourceTree.files(DOCUMENTS);
        assertThat(documents).hasSizeGreaterThan(20);
        assertThat(documents.stream().flatMap(file -> unclear(file, SourceTree.read(file))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "the handler is told of it",
                "whoever\n     * comes",
                "Such a one is closed",
                "if it is not to be had",
                "what becomes\n// of it",
                "a server that passes for QEMU",
                "for those\n * that wait",
            })
    void theRuleFindsUnclearWords(String text) {
        assertThat(unclear(Path.of("x"), text)).hasSize(1);
    }

    @Test
    void theRuleFindsAllKindsOfComments() {
        String source = "int a; // one\n// two\n// more\nint b; /* three */ /** four\n * more */ int c;";

        assertThat(COMMENT.matcher(source).results().map(MatchResult::group))
                .containsExactly("// one\n// two\n// more", "/* three */", "/** four\n * more */");
    }

    private static Stream<String> comments(Path file) {
        return found(COMMENT, file);
    }

    private static Stream<String> found(Pattern pattern, Path file) {
        return pattern.matcher(SourceTree.read(file)).results().map(MatchResult::group);
    }

    private static Stream<String> unclear(Path file, String text) {
        String line = LINE_START.matcher(text).replaceAll(" ");
        return UNCLEAR.matcher(line)
                .results()
                .map(found -> file + ": …"
                        + line.substring(Math.max(0, found.start() - 40), Math.min(line.length(), found.end() + 40)));
    }
}
