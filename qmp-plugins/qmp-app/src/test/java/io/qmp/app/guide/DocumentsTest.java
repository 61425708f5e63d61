package io.qmp.app.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.app.SourceTree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What documents refer to exists: files, headings, and the sources that they show; versions are those of the build. */
class DocumentsTest {
    private static final Pattern DOCUMENTS = Pattern.compile(".*/(README|docs/.*)\\.md");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```.*?^```|`[^`\n]*`");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");
    private static final String FROM = "from: ";

    static Stream<Path> documents() {
        return SourceTree.files(DOCUMENTS).stream();
    }

    static Stream<Path> poms() {
        return SourceTree.files(Pattern.compile(".*/docs/examples/.+/pom\\.xml")).stream();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void linksLeadSomewhere(Path document) {
        List<String> broken = LINK.matcher(
                        BLOCK.matcher(SourceTree.read(document)).replaceAll(""))
                .results()
                .map(link -> link.group(1))
                .filter(link -> !link.contains(":"))
                .filter(link -> !exists(document, link))
                .toList();

        assertThat(broken).as(document.toString()).isEmpty();
    }

    private static boolean exists(Path document, String link) {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty() ? document : document.resolveSibling(parts[0]);
        return Files.exists(target) && (parts.length == 1 || anchors(target).contains(parts[1]));
    }

    private static Set<String> anchors(Path page) {
        return HEADING.matcher(BLOCK.matcher(SourceTree.read(page))
                        .replaceAll(
                                code -> code.group().startsWith("```") ? "" : Matcher.quoteReplacement(code.group())))
                .results()
                .map(heading -> anchor(heading.group(1)))
                .collect(Collectors.toSet());
    }

    /** As GitHub makes it: small letters, hyphens for spaces, no punctuation. */
    private static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }

    @Test
    void whatIsShownFromAFileIsInIt() throws Exception {
        int shown = 0;
        for (GuidePage page : GuidePage.all()) {
            for (GuidePage.Block block : page.blocks()) {
                if (block.marker().startsWith(FROM)) {
                    String source = SourceTree.read(
                            SourceTree.ROOT.resolve(block.marker().substring(FROM.length())));
                    assertThat(words(source))
                            .as(page.name() + ":" + block.line())
                            .contains(words(block.text()));
                    shown++;
                }
            }
        }
        assertThat(shown).isPositive();
    }

    @Test
    void theFirstClientIsAnExample() {
        String page = SourceTree.read(SourceTree.ROOT.resolve("docs/guide/02-first-client.md"));
        Path example = SourceTree.ROOT.resolve("docs/examples/first-client/src/main/java/Status.java");

        assertThat(words(page)).contains(words(SourceTree.read(example)));
    }

    @Test
    void eachPageIsInTheTableOfContents() {
        Path docs = SourceTree.ROOT.resolve("docs");
        String contents = SourceTree.read(docs.resolve("README.md"));
        Pattern pages = Pattern.compile(".*/docs/(?!README)([^/]+|\\w+/README)\\.md");

        assertThat(SourceTree.files(pages))
                .hasSizeGreaterThan(20)
                .allSatisfy(page -> assertThat(contents).contains("](" + docs.relativize(page) + ")"));
    }

    private static String words(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }

    @ParameterizedTest
    @CsvSource({
        "qmp-bom, revision",
        "junit-jupiter, junit.version",
        "maven-compiler-plugin, compiler.plugin.version",
        "maven-surefire-plugin, failsafe-and-surefire.version",
        "exec-maven-plugin, exec.plugin.version"
    })
    void examplesHaveTheVersionsOfTheBuild(String artifact, String property) {
        String parent = SourceTree.read(SourceTree.ROOT.resolve("pom.xml"));
        String version = first("<" + property + ">(.*?)</", parent);

        List<String> found = poms().map(SourceTree::read)
                .filter(pom -> pom.contains(artifact(artifact)))
                .map(pom -> first(artifact(artifact) + "\\s*<version>(.*?)</", pom))
                .toList();

        assertThat(found).isNotEmpty().containsOnly(version);
    }

    private static String artifact(String name) {
        return "<artifactId>" + name + "</artifactId>";
    }

    private static String first(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .findFirst()
                .orElseThrow(() -> new AssertionError("not found: " + pattern));
    }
}
