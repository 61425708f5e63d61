package io.qmp.schema.generator.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SourceFileTest {
    private final SourceFile file = new SourceFile("example", "Type", Set.of());

    private List<String> lines() {
        return file.text().lines().skip(2).toList();
    }

    private static String numbers(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> prefix + i).collect(Collectors.joining(", "));
    }

    @Test
    void longLinesAreBrokenAfterCommas() {
        file.line("call(" + numbers("argument ", 20) + ");");

        assertThat(lines()).hasSizeGreaterThan(1).allMatch(line -> line.length() <= 120);
        assertThat(lines().subList(0, lines().size() - 1)).allMatch(line -> line.endsWith(","));
        assertThat(lines().subList(1, lines().size())).allMatch(line -> line.startsWith("        argument"));
    }

    @Test
    void stringLiteralsAreNotBroken() {
        String literal = "\"" + numbers("word ", 14) + "\"";
        file.line("call(first, " + literal + ", " + literal + ");");

        assertThat(lines()).filteredOn(line -> line.contains(literal)).hasSize(2);
    }

    @Test
    void aLineWithoutSpacesStaysWhole() {
        file.line("x".repeat(130));

        assertThat(lines()).containsExactly("x".repeat(130));
    }

    @Test
    void commentsAreBrokenBetweenWords() {
        file.comment("@param name " + numbers("word ", 30), "    ");

        assertThat(lines()).hasSizeGreaterThan(1).allMatch(line -> line.length() <= 120);
        assertThat(lines().subList(1, lines().size())).allMatch(line -> line.startsWith(" *     "));
    }

    @Test
    void typesAreImportedOnce() {
        assertThat(file.mention("java.util.List")).isEqualTo("List");
        assertThat(file.mention("other.List")).isEqualTo("other.List");
        assertThat(file.mention("other.Type")).isEqualTo("other.Type");
        file.line("class Type {}");

        assertThat(file.text()).isEqualTo("package example;\n\nimport java.util.List;\n\nclass Type {}\n");
    }
}
