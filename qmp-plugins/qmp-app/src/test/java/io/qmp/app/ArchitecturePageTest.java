package io.qmp.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Each class that docs/architecture.md and docs/vocabulary.md name exists. */
class ArchitecturePageTest {
    private static final Pattern NAME = Pattern.compile("`([A-Z]\\w*[a-z]\\w*)(?:\\.\\w+)*`");
    private static final Pattern SOURCES = Pattern.compile(".*\\.java");
    private static final Set<String> OF_THE_JDK = Set.of("Flow", "ServiceLoader");

    @Test
    void everyClassOfTheWalksExists() {
        String page = page("docs/architecture.md");

        assertThat(names(page)).hasSizeGreaterThan(80).allMatch(sources()::contains);
    }

    @Test
    void everyClassOfTheVocabularyExists() {
        assertThat(names(page("docs/vocabulary.md"))).hasSizeGreaterThan(5).allMatch(sources()::contains);
    }

    private static String page(String file) {
        return SourceTree.read(SourceTree.ROOT.resolve(file));
    }

    private static List<String> names(String page) {
        return NAME.matcher(page)
                .results()
                .map(name -> name.group(1))
                .filter(name -> !OF_THE_JDK.contains(name))
                .toList();
    }

    private static Set<String> sources() {
        return SourceTree.files(SOURCES).stream()
                .map(file -> file.getFileName().toString().replace(".java", ""))
                .collect(Collectors.toSet());
    }
}
