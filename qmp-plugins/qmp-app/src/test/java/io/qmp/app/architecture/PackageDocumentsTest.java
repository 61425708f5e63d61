package io.qmp.app.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.app.SourceTree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page of each package that users see has a first sentence, and says which type to start with. */
class PackageDocumentsTest {
    private static final Pattern DESCRIPTORS = Pattern.compile(".*/qmp-[^/]*/src/main/java/module-info\\.java");
    private static final Pattern EXPORT = Pattern.compile("(?m)^ *exports ([\\w.]+)");
    private static final Pattern DOCUMENTED = Pattern.compile(
            "(?s)^/\\*\\*\\s+(?:\\* )?(?:[A-Z]|\\{@link ).*?[.:].*<p>Start with \\{@link [^}]+}(?:(?: and| or)\\s+\\* \\{@link [^}]+}"
                    + "|(?: and| or) \\{@link [^}]+})?\\.\\s+\\*/.*");

    private static Stream<Path> packagePages() {
        return SourceTree.files(DESCRIPTORS).stream()
                .flatMap(descriptor -> EXPORT.matcher(SourceTree.read(descriptor))
                        .results()
                        .map((MatchResult export) ->
                                descriptor.resolveSibling(export.group(1).replace('.', '/') + "/package-info.java")))
                .filter(Files::exists); // the others are generated
    }

    @Test
    void pagesSayWhatToStartWith() {
        List<Path> pages = packagePages().toList();

        assertThat(pages).hasSizeGreaterThan(40);
        assertThat(pages).allMatch(page -> isDocumented(SourceTree.read(page)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/** Words. */", "/**\n * <p>Start with {@link A}.\n */", "/**\n * Words. Start with A.\n */"})
    void theRuleFindsPagesThatDoNot(String page) {
        assertThat(isDocumented(page)).isFalse();
    }

    private static boolean isDocumented(String page) {
        return DOCUMENTED.matcher(page).matches();
    }
}
